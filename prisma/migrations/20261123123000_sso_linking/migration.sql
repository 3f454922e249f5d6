-- AlterTable
ALTER TABLE "sso_attempts" ADD COLUMN     "session_id" UUID;
