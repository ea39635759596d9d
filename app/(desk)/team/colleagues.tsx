import { UsersRound } from "lucide-react";
import Link from "next/link";
import { HandOutButton } from "@/components/team/hand-out-button";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { ScrollBox } from "@/components/ui/scroll-box";
import { roleWords } from "@/lib/format/role-words";
import type { Colleague } from "@/lib/queries/team/list-colleagues";
import { previewHandOut, startHandOut } from "./actions";

const handOutActions = { preview: previewHandOut, start: startHandOut };

/** Who works on what: each line leads to that colleague's unpaid orders. */
export function Colleagues({ rows }: { rows: Colleague[] }) {
  const takers = rows.filter((row) => row.isActive && (row.role === "csr" || row.role === "supervisor"));
  return (
    <Card
      id="h-colleagues"
      size="sm"
      icon={UsersRound}
      hue="team"
      title="Colleagues, last seven days"
      aside={<HandOutButton ask={{ act: "even_out" }} actions={handOutActions} />}
    >
      <ScrollBox label="Colleagues">
        <table className="tbl min-w-[680px]">
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
              <th scope="col">
                <span className="sr-only">Action</span>
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
                <td className="r">
                  {row.owned > 0 && (
                    <HandOutButton
                      ask={{
                        act: "reassign",
                        from: { id: row.person.id, name: row.person.name },
                        choices: takers.map(({ person }) => person).filter(({ id }) => id !== row.person.id),
                      }}
                      actions={handOutActions}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
