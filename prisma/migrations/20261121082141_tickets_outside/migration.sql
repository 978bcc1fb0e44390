-- CreateTable
CREATE TABLE "ticket_remote" (
    "ticket_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "system" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "remote_key" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "error" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_remote_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateIndex
CREATE INDEX "ticket_remote_entity_id_livemode_due_at_idx" ON "ticket_remote"("entity_id", "livemode", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_remote_entity_id_livemode_system_remote_id_key" ON "ticket_remote"("entity_id", "livemode", "system", "remote_id");

-- AddForeignKey
ALTER TABLE "ticket_remote" ADD CONSTRAINT "ticket_remote_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ticket_remote" ADD CONSTRAINT "ticket_remote_category" CHECK ("category" IN ('open', 'in_progress', 'done', 'gone'));

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
ALTER TABLE "ticket_remote" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ticket_remote" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "ticket_remote" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "ticket_remote" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
GRANT SELECT, INSERT ON "ticket_remote" TO tieout_app;
GRANT UPDATE ("remote_key", "url", "status", "category", "error", "due_at", "synced_at") ON "ticket_remote" TO tieout_app;
