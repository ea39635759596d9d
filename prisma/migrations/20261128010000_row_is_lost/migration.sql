-- A change of a row that its transaction has locked and knows, and that is not there as it was known: refused here, so that a commit may travel behind it.
CREATE FUNCTION paydesk_row_is_lost(of_table text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: the row to amend was not there as it was known', of_table USING ERRCODE = 'no_data_found';
END $$;
