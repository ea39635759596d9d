import type { ReactNode } from "react";

export type HomeGridProps = {
  unpaid: ReactNode;
  expiring: ReactNode;
  failed: ReactNode;
  awaiting: ReactNode;
  relinked: ReactNode;
  team: ReactNode;
};

export function HomeGrid({ unpaid, expiring, failed, awaiting, relinked, team }: HomeGridProps) {
  return (
    <>
      {unpaid}
      <div className="panel-grid">
        {expiring}
        {failed}
        {awaiting}
      </div>
      <div className="panel-pair">
        {relinked}
        {team}
      </div>
    </>
  );
}
