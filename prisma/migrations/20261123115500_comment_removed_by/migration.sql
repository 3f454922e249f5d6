-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "removed_by" UUID;
