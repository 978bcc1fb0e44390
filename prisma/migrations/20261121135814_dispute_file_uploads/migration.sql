-- AlterTable
ALTER TABLE "dispute_file" ADD COLUMN     "remote_id" TEXT NOT NULL DEFAULT '';
GRANT UPDATE ("remote_id") ON "dispute_file" TO tieout_app;
