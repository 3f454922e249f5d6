-- CreateEnum
CREATE TYPE "integration_provider" AS ENUM ('alertmanager', 'github', 'http', 'pagerduty', 'postgres', 'prometheus', 'sentry', 'slack');

-- CreateEnum
CREATE TYPE "widget_kind" AS ENUM ('status', 'number', 'series', 'table', 'list');

-- AlterTable
ALTER TABLE "items" ADD COLUMN     "kept_by" UUID,
ADD COLUMN     "kept_reason" TEXT,
ADD COLUMN     "kept_until" TIMESTAMPTZ(6),
ADD COLUMN     "ttl_days" INTEGER,
ADD COLUMN     "verdict_at" TIMESTAMPTZ(6),
ADD COLUMN     "verdict_reason" TEXT;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "evaluated_at" TIMESTAMPTZ(6),
ADD COLUMN     "evaluated_revision" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "checks" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "verdict" "verdict" NOT NULL DEFAULT 'not_run',
    "reason" TEXT,
    "reading" JSONB,
    "ran_at" TIMESTAMPTZ(6),
    "changed_at" TIMESTAMPTZ(6),
    "next_run_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_checks" (
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "check_id" UUID NOT NULL,

    CONSTRAINT "item_checks_pkey" PRIMARY KEY ("item_id","check_id")
);

-- CreateTable
CREATE TABLE "check_runs" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT,
    "reading" JSONB,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6) NOT NULL,
    "runs" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "check_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integrations" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "provider" "integration_provider" NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "credentials" BYTEA,
    "interval_seconds" INTEGER NOT NULL DEFAULT 300,
    "paused_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(6),
    "retry_at" TIMESTAMPTZ(6),
    "succeeded_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),
    "failure" TEXT,
    "failure_detail" TEXT,
    "account" TEXT,
    "access" JSONB,
    "tested_at" TIMESTAMPTZ(6),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "integrations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signals" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "interval_seconds" INTEGER NOT NULL DEFAULT 60,
    "value" DOUBLE PRECISION,
    "rows" JSONB,
    "read_at" TIMESTAMPTZ(6),
    "tried_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "error_detail" TEXT,
    "next_read_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "samples" (
    "signal_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "samples_pkey" PRIMARY KEY ("signal_id","at","series")
);

-- CreateTable
CREATE TABLE "hourly_samples" (
    "signal_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(6) NOT NULL,
    "minimum" DOUBLE PRECISION NOT NULL,
    "maximum" DOUBLE PRECISION NOT NULL,
    "total" DOUBLE PRECISION NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "hourly_samples_pkey" PRIMARY KEY ("signal_id","hour","series")
);

-- CreateTable
CREATE TABLE "widgets" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "signal_id" UUID NOT NULL,
    "kind" "widget_kind" NOT NULL,
    "preset" TEXT,
    "title" TEXT NOT NULL,
    "unit" TEXT NOT NULL DEFAULT '',
    "warn_at" DOUBLE PRECISION,
    "fail_at" DOUBLE PRECISION,
    "low_is_bad" BOOLEAN NOT NULL DEFAULT false,
    "width" INTEGER NOT NULL DEFAULT 1,
    "height" INTEGER NOT NULL DEFAULT 1,
    "rank" TEXT NOT NULL,
    "on_overview" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "widgets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "checks_next_run_at_idx" ON "checks"("next_run_at");

-- CreateIndex
CREATE UNIQUE INDEX "checks_integration_id_name_key" ON "checks"("integration_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "checks_project_id_id_key" ON "checks"("project_id", "id");

-- CreateIndex
CREATE INDEX "item_checks_project_id_check_id_idx" ON "item_checks"("project_id", "check_id");

-- CreateIndex
CREATE INDEX "check_runs_check_id_started_at_id_idx" ON "check_runs"("check_id", "started_at" DESC, "id");

-- CreateIndex
CREATE INDEX "check_runs_ended_at_idx" ON "check_runs"("ended_at");

-- CreateIndex
CREATE INDEX "integrations_project_id_created_at_id_idx" ON "integrations"("project_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integrations_organization_id_id_key" ON "integrations"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integrations_project_id_id_key" ON "integrations"("project_id", "id");

-- CreateIndex
CREATE INDEX "notifications_organization_id_user_id_created_at_id_idx" ON "notifications"("organization_id", "user_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_user_id_cause_key" ON "notifications"("user_id", "cause");

-- CreateIndex
CREATE INDEX "signals_next_read_at_idx" ON "signals"("next_read_at");

-- CreateIndex
CREATE UNIQUE INDEX "signals_integration_id_key_key" ON "signals"("integration_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "signals_project_id_id_key" ON "signals"("project_id", "id");

-- CreateIndex
CREATE INDEX "samples_at_idx" ON "samples"("at");

-- CreateIndex
CREATE INDEX "hourly_samples_hour_idx" ON "hourly_samples"("hour");

-- CreateIndex
CREATE INDEX "widgets_project_id_rank_id_idx" ON "widgets"("project_id", "rank", "id");

-- CreateIndex
CREATE UNIQUE INDEX "widgets_project_id_id_key" ON "widgets"("project_id", "id");

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "projects"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_project_id_integration_id_fkey" FOREIGN KEY ("project_id", "integration_id") REFERENCES "integrations"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_checks" ADD CONSTRAINT "item_checks_project_id_item_id_fkey" FOREIGN KEY ("project_id", "item_id") REFERENCES "items"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_checks" ADD CONSTRAINT "item_checks_project_id_check_id_fkey" FOREIGN KEY ("project_id", "check_id") REFERENCES "checks"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_runs" ADD CONSTRAINT "check_runs_project_id_check_id_fkey" FOREIGN KEY ("project_id", "check_id") REFERENCES "checks"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "projects"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "projects"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "members"("organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "projects"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_project_id_integration_id_fkey" FOREIGN KEY ("project_id", "integration_id") REFERENCES "integrations"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "samples" ADD CONSTRAINT "samples_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hourly_samples" ADD CONSTRAINT "hourly_samples_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "widgets" ADD CONSTRAINT "widgets_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "projects"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "widgets" ADD CONSTRAINT "widgets_project_id_signal_id_fkey" FOREIGN KEY ("project_id", "signal_id") REFERENCES "signals"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
