-- A call of which nothing is known may still be on its way: until it has had the time to arrive, nothing is sent under another key (I5, DC-3).
ALTER TABLE "attempts" ADD COLUMN     "last_sent_at" TIMESTAMPTZ(3);
