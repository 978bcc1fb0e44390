-- AlterTable
ALTER TABLE "message" ADD COLUMN     "category" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "html_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "locale" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "props" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seller_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "template" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "template_version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "mail_suppression" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "address" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL,
    "message_id" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "mail_suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_bounce" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "message_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "diagnostic" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "once_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_bounce_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_choice" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "notice" TEXT NOT NULL,
    "is_sent" BOOLEAN NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_choice_pkey" PRIMARY KEY ("entity_id","livemode","notice")
);

-- CreateIndex
CREATE INDEX "mail_suppression_page" ON "mail_suppression"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "mail_bounce_address" ON "mail_bounce"("entity_id", "livemode", "address", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "mail_bounce_once" ON "mail_bounce"("entity_id", "livemode", "once_key");

-- CreateIndex
CREATE INDEX "message_seller" ON "message"("entity_id", "livemode", "seller_id", "id" DESC);

ALTER TABLE "message" DROP CONSTRAINT "message_state_known";
ALTER TABLE "message" ADD CONSTRAINT "message_state_known"
  CHECK ("state" IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'dead', 'canceled', 'suppressed', 'bounced'));
ALTER TABLE "message" ADD CONSTRAINT "message_template" CHECK (("template" = '') = ("template_version" = 0) AND ("template" = '') = ("props" = ''));
ALTER TABLE "mail_suppression" ADD CONSTRAINT "mail_suppression_reason" CHECK (
  ("reason" = 'bounced' AND "category" = '') OR ("reason" = 'unsubscribed' AND "category" <> ''));
ALTER TABLE "mail_suppression" ADD CONSTRAINT "mail_suppression_address" CHECK ("address" = lower("address") AND "address" <> '');
ALTER TABLE "mail_suppression" ADD CONSTRAINT "mail_suppression_lifted" CHECK (("lifted_at" IS NULL) = ("lifted_by" = ''));
-- One that holds per address, reason and kind, however often it is asked for at once.
CREATE UNIQUE INDEX "mail_suppression_holds" ON "mail_suppression" ("entity_id", "livemode", "address", "reason", "category") WHERE "lifted_at" IS NULL;
ALTER TABLE "mail_bounce" ADD CONSTRAINT "mail_bounce_message" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mail_bounce" ADD CONSTRAINT "mail_bounce_words" CHECK (
  "action" IN ('failed', 'delayed', 'delivered', 'relayed', 'expanded') AND "severity" IN ('hard', 'soft', 'none'));

CREATE TRIGGER mail_bounce_append_only BEFORE UPDATE OR DELETE ON "mail_bounce" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mail_bounce_no_truncate BEFORE TRUNCATE ON "mail_bounce" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Mail that was told to a seller before its id was kept with it.
UPDATE "message" SET "seller_id" = "subject_id" WHERE "kind" = 'mail.send' AND "subject_kind" = 'seller';

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
  me CONSTANT text := '(SELECT current_setting(''tieout.seller_id'', true))';
BEGIN
  FOREACH name IN ARRAY ARRAY['mail_suppression', 'mail_bounce', 'notice_choice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
  -- A seller sees what was told to it, and from which of its mail it unsubscribed.
  DROP POLICY seller_own ON "message";
  EXECUTE format('CREATE POLICY seller_own ON "message" FOR SELECT TO tieout_seller USING (%s AND kind = %L AND (
    (seller_id = %s AND seller_id <> %L) OR (subject_kind = %L AND subject_id = %s AND subject_id <> %L)
    OR recipient = (SELECT s.email FROM seller s WHERE s.id = %s AND s.email <> %L)))',
    own, 'mail.send', me, '', 'seller', me, '', me, '');
  EXECUTE format('CREATE POLICY seller_own ON "mail_suppression" FOR SELECT TO tieout_seller USING (%s AND reason = %L
    AND address = (SELECT lower(s.email) FROM seller s WHERE s.id = %s AND s.email <> %L))', own, 'unsubscribed', me, '');
END $$;
GRANT UPDATE ("lifted_at", "lifted_by") ON "mail_suppression" TO tieout_app;
GRANT UPDATE ("is_sent", "changed_by", "changed_at") ON "notice_choice" TO tieout_app;
GRANT UPDATE ("html_hash") ON "message" TO tieout_app;
GRANT SELECT ("seller_id", "category") ON "message" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "address", "reason", "category", "created_at", "lifted_at") ON "mail_suppression" TO tieout_seller;
