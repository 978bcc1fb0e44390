-- AlterTable
ALTER TABLE "bank_skipped_line" DROP CONSTRAINT "bank_skipped_line_pkey",
ADD COLUMN     "seq" INTEGER NOT NULL,
ADD CONSTRAINT "bank_skipped_line_pkey" PRIMARY KEY ("file_id", "seq");

-- AlterTable
ALTER TABLE "seller_record_file" ADD COLUMN     "mapping" JSONB;
