import { answerAuthRequest } from "@/lib/server/auth-door";

export const GET = answerAuthRequest;
export const POST = answerAuthRequest;
