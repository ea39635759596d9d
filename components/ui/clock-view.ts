/** The moment the server computed the screen (the shop's clock, not the reader's) and the zone times are printed in. */
export type ClockView = { now: string; timeZone: string };
