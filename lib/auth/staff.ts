import type { Role } from "./permissions";

/** The person behind a request, as the database says at this moment. */
export type Staff = {
  readonly userId: string;
  readonly storeId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly theme: string;
  readonly density: string;
};
