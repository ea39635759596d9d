import { UsersRound } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { ScrollBox } from "@/components/ui/scroll-box";
import { roleWords } from "@/lib/format/role-words";
import type { Colleague } from "@/lib/queries/team/list-colleagues";

/** Who works on what: each line leads to that colleague's unpaid orders. */
export function Colleagues({ rows }: { rows: Colleague[] }) {
  return (
    <Card id="h-colleagues" size="sm" icon={UsersRound} hue="team" title="Colleagues, last seven days">
      <ScrollBox label="Colleagues">
        <table className="tbl min-w-[560px]">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col" className="r">
                Unpaid orders owned
              </th>
              <th scope="col" className="r">
                Working on now
              </th>
              <th scope="col" className="r">
                Links asked for
              </th>
              <th scope="col" className="r">
                Acts on orders
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.person.id}>
                <td>
                  <span className="flex items-center gap-2">
                    <Avatar person={row.person} size="xs" />
                    <Link href={`/unpaid?owner=${encodeURIComponent(row.person.id)}`} className="font-semibold">
                      {row.person.name}
                    </Link>
                  </span>
                </td>
                <td className="text-muted">{roleWords[row.role as keyof typeof roleWords] ?? row.role}</td>
                <td className="r num">{row.owned}</td>
                <td className="r num">{row.claimed}</td>
                <td className="r num">{row.links}</td>
                <td className="r num">{row.acts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
