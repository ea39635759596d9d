import { takeNotification } from "@/lib/server/webhook-door";

export async function POST(request: Request, { params }: { params: Promise<{ gateway: string }> }): Promise<Response> {
  return takeNotification((await params).gateway, request);
}
