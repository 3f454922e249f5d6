-- AlterTable
ALTER TABLE "users" ADD COLUMN     "password_short" BOOLEAN NOT NULL DEFAULT false;
