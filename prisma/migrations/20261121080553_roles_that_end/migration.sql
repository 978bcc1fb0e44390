-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "role_expires_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "expires_at" TIMESTAMPTZ(3);

-- An auditor's access always ends by itself; nobody else's does.
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_expiry" CHECK (("role" = 'auditor') = ("expires_at" IS NOT NULL));
