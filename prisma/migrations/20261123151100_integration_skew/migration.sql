-- AlterTable
ALTER TABLE "integrations" ADD COLUMN     "skew_seconds" INTEGER;
