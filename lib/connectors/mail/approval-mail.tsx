import { Body, Button, Container, Head, Heading, Html, Preview, Section, Text } from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";
import { writingDirection } from "@/lib/format/customer-language";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import type { Money } from "@/lib/payments/money";
import type { ApprovalMailContent } from "./approval-mail-content";
import { approvalMailWords } from "./approval-mail-words";

/** The mail with the link (H09, H26). Light only, inline styles, tables where mail programs need them; read well without images, for there are none. */
export function ApprovalMail({ content, speech }: { content: ApprovalMailContent; speech: CustomerSpeech }) {
  const words = approvalMailWords(content, speech);
  const { mail } = speech.words;
  return (
    <Html lang={speech.language} dir={writingDirection(speech.language)}>
      <Head>
        <meta name="color-scheme" content="light" />
        <title>{words.subject}</title>
      </Head>
      <Preview>{words.preheader}</Preview>
      <Body style={{ margin: 0, padding: "16px 8px 24px", background: "#eef0f3", fontFamily }}>
        <Container style={card} role="main">
          <Section style={{ padding: "24px 32px", borderBottom: "1px solid #e5e5e5" }}>
            <ShopMark shop={content.shop} />
          </Section>
          <Section style={{ padding: "32px 32px 8px" }}>
            <Heading as="h1" style={title}>
              {words.title}
            </Heading>
            <Text style={paragraph}>{words.greeting}</Text>
            {words.reminder !== null && <Text style={paragraph}>{words.reminder}</Text>}
            <Text style={{ ...paragraph, margin: "0 0 20px" }}>
              {words.opening[0]}
              <strong>{speech.amountWithCurrency(content.amount)}</strong>
              {words.opening[1]}
            </Text>
            {words.delivery !== null && <Text style={{ ...paragraph, margin: "0 0 20px" }}>{words.delivery}</Text>}
            <Lines content={content} isRise={words.isRise} beforeHeading={words.beforeHeading} speech={speech} />
          </Section>
          <Section style={{ padding: "16px 32px 8px" }}>
            <Button href={content.approveUrl ?? "#"} style={button}>
              {mail.link}
            </Button>
          </Section>
          <Section style={{ padding: "8px 32px 28px" }}>
            <Text style={small}>{words.money}</Text>
            <Text style={small}>
              {words.ends[0]}
              <strong style={dark}>{content.endsText}</strong>
              {words.ends[1]}
              <strong style={dark}>{content.shortCode}</strong>
              {words.ends[2]}
            </Text>
            <Text style={{ ...small, margin: 0 }}>{mail.refusing}</Text>
          </Section>
          <Section style={{ padding: "20px 32px 28px", borderTop: "1px solid #e5e5e5" }}>
            <Text style={footer}>
              {words.footer[0]}
              <br />
              {words.footer[1]}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

function ShopMark({ shop }: { shop: ApprovalMailContent["shop"] }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        <tr>
          <td style={mark}>{shop.mark}</td>
          <td style={{ paddingInlineStart: 10, fontSize: 16, lineHeight: "20px", color: "#12263a", fontWeight: 700 }}>
            {shop.name}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

type LinesProps = { content: ApprovalMailContent; isRise: boolean; beforeHeading: string; speech: CustomerSpeech };

function Lines({ content, isRise, beforeHeading, speech }: LinesProps) {
  const { lines, amount, previous } = content;
  const { mail, page } = speech.words;
  const amountText = (value: Money | null) => (value === null ? "–" : speech.amount(value));
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} border={0} style={table}>
      <thead>
        <tr>
          <Cell as="th" style={{ textAlign: "start", ...headCell }}>
            {page.line}
          </Cell>
          {isRise && (
            <Cell as="th" style={headCell}>
              {beforeHeading}
            </Cell>
          )}
          <Cell as="th" style={headCell} isLast>
            {isRise ? page.now : mail.amount}
          </Cell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mail is drawn once
          <tr key={position}>
            <Cell style={{ textAlign: "start", color: "#4a4a4a" }}>{line.name}</Cell>
            {isRise && <Cell style={{ color: "#5c5c5c" }}>{amountText(line.before)}</Cell>}
            <Cell style={{ fontWeight: 600 }} isLast>
              {amountText(line.after)}
            </Cell>
          </tr>
        ))}
        <tr>
          <Cell style={{ ...totalCell, textAlign: "start", fontWeight: 700 }}>{mail.total(amount.currency)}</Cell>
          {isRise && <Cell style={{ ...totalCell, color: "#5c5c5c" }}>{speech.amount(previous)}</Cell>}
          <Cell style={{ ...totalCell, fontWeight: 700 }} isLast>
            {speech.amount(amount)}
          </Cell>
        </tr>
      </tbody>
    </table>
  );
}

type CellProps = { as?: "td" | "th"; style: CSSProperties; isLast?: boolean; children: ReactNode };

function Cell({ as: Tag = "td", style, isLast = false, children }: CellProps) {
  const padding = style.textAlign === "start" ? "4px 16px" : isLast ? "4px 16px 4px 8px" : "4px 8px";
  return <Tag style={{ padding, textAlign: "end", ...style }}>{children}</Tag>;
}

const fontFamily = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const card: CSSProperties = {
  maxWidth: 600,
  width: "100%",
  background: "#ffffff",
  color: "#1c1c1c",
  border: "1px solid #dcdfe4",
  borderRadius: 8,
  borderCollapse: "separate",
  overflow: "hidden",
};
const mark: CSSProperties = {
  width: 36,
  height: 36,
  background: "#12263a",
  borderRadius: 18,
  textAlign: "center",
  color: "#ffffff",
  fontSize: 18,
  lineHeight: "36px",
  fontWeight: 700,
};
const title: CSSProperties = {
  margin: "0 0 16px",
  fontSize: 24,
  lineHeight: "30px",
  fontWeight: 700,
  letterSpacing: "-0.3px",
  color: "#12263a",
};
const paragraph: CSSProperties = { margin: "0 0 12px", fontSize: 16, lineHeight: "24px" };
const small: CSSProperties = { margin: "0 0 10px", fontSize: 14, lineHeight: "21px", color: "#4a4a4a" };
const footer: CSSProperties = { margin: 0, fontSize: 12, lineHeight: "18px", color: "#5c5c5c" };
const dark: CSSProperties = { color: "#1c1c1c" };
const table: CSSProperties = {
  borderCollapse: "collapse",
  background: "#f6f7f9",
  borderRadius: 6,
  fontSize: 14,
  lineHeight: "20px",
};
const headCell: CSSProperties = { color: "#5c5c5c", fontSize: 12, fontWeight: 400, paddingTop: 10 };
const totalCell: CSSProperties = { borderTop: "1px solid #dcdfe4", paddingTop: 10, paddingBottom: 10 };
const button: CSSProperties = {
  display: "block",
  boxSizing: "border-box",
  width: "100%",
  padding: "14px 24px",
  background: "#0b5cab",
  borderRadius: 6,
  textAlign: "center",
  fontSize: 16,
  lineHeight: "20px",
  fontWeight: 700,
  color: "#ffffff",
  textDecoration: "none",
};
