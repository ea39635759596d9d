-- Each of these two stood beside a unique index that answers the same questions, and every authorization and invoice paid for both.
DROP INDEX authorizations_store_id_gateway_gateway_reference_idx;
DROP INDEX invoices_store_id_order_id_idx;

-- A capture has no reference until the gateway has answered. Over all rows this index was also taken for "some capture of this store" where the
-- table had just been empty, and read every capture of the store to change one.
DROP INDEX captures_store_id_gateway_reference_idx;
CREATE INDEX captures_reference ON captures (store_id, gateway_reference) WHERE gateway_reference IS NOT NULL;
