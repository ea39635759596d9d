-- CreateTable
CREATE TABLE "status_fields" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_fields_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "status_choices" (
    "store_id" TEXT NOT NULL,
    "field_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_choices_pkey" PRIMARY KEY ("store_id","field_id","id")
);

-- CreateTable
CREATE TABLE "status_values" (
    "store_id" TEXT NOT NULL,
    "field_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "invoice_id" TEXT,
    "choice_id" TEXT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "status_values_pkey" PRIMARY KEY ("store_id","field_id","subject_id")
);

-- CreateIndex
CREATE INDEX "status_values_store_id_order_id_idx" ON "status_values"("store_id", "order_id");

-- A field is of orders or of invoices, and either a flag or one of several choices; a value is what its field says, or it is not written.
ALTER TABLE status_fields
  ADD CONSTRAINT status_fields_store FOREIGN KEY (store_id) REFERENCES stores (id),
  ADD CONSTRAINT status_fields_words CHECK (subject IN ('order', 'invoice') AND kind IN ('flag', 'choice') AND btrim(name) <> '');
ALTER TABLE status_choices
  ADD CONSTRAINT status_choices_field FOREIGN KEY (store_id, field_id) REFERENCES status_fields (store_id, id),
  ADD CONSTRAINT status_choices_name CHECK (btrim(name) <> '');
CREATE UNIQUE INDEX status_fields_one_per_name ON status_fields (store_id, subject, lower(name)) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX status_choices_one_per_name ON status_choices (store_id, field_id, lower(name)) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX status_fields_shape ON status_fields (store_id, id, subject, kind);
ALTER TABLE status_values
  ADD CONSTRAINT status_values_field FOREIGN KEY (store_id, field_id, subject, kind) REFERENCES status_fields (store_id, id, subject, kind),
  ADD CONSTRAINT status_values_choice FOREIGN KEY (store_id, field_id, choice_id) REFERENCES status_choices (store_id, field_id, id),
  ADD CONSTRAINT status_values_order FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id),
  ADD CONSTRAINT status_values_invoice FOREIGN KEY (store_id, invoice_id) REFERENCES invoices (store_id, id),
  ADD CONSTRAINT status_values_subject CHECK (subject_id = coalesce(invoice_id, order_id) AND (subject = 'invoice') = (invoice_id IS NOT NULL)),
  ADD CONSTRAINT status_values_value CHECK ((kind = 'choice') = (choice_id IS NOT NULL));
CREATE INDEX status_values_by_choice ON status_values (store_id, field_id, choice_id, order_id);

CREATE VIEW reporting.status_values AS
SELECT v.store_id, v.order_id, v.invoice_id, v.field_id, f.name AS field_name, c.name AS value_name, v.set_by, v.set_at
FROM status_values v
JOIN status_fields f ON f.store_id = v.store_id AND f.id = v.field_id
LEFT JOIN status_choices c ON c.store_id = v.store_id AND c.field_id = v.field_id AND c.id = v.choice_id;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'paydesk_readonly') THEN
    GRANT SELECT ON reporting.status_values TO paydesk_readonly;
  END IF;
END $$;
