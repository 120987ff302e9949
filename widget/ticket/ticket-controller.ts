import type { Ticket } from "../../shared/contract/ticket.ts";
import type { TicketMessageKey } from "../messages/ticket-messages.ts";
import type { CallFault, CallServer } from "../ui/call-server.ts";
import { lacksAgency, typedTicket } from "./typed-ticket.ts";

type Acted = { readonly code: string | null; readonly rating?: number; readonly why?: string };

const nothingTyped = { level: null, why: "" };

/** What a ticket's holder does. The code and what was typed stay in memory. The code is sent in bodies only. */
export class TicketController {
  typed = "";
  code: string | null = null;
  ticket: Ticket | null = null;
  fault: TicketMessageKey | null = null;
  isBusy = false;
  level: number | null = null;
  why = "";
  private readonly call: CallServer;
  private readonly changed: () => void;

  constructor(call: CallServer, changed: () => void) {
    this.call = call;
    this.changed = changed;
  }

  /** Writes down what was typed or chosen. */
  fill(given: Partial<Pick<TicketController, "typed" | "level" | "why">>): void {
    Object.assign(this, given);
  }

  /** Looks up what was typed. */
  async look(): Promise<void> {
    if (this.isBusy) return;
    const code = typedTicket(this.typed);
    if (code === null) return this.fail(lacksAgency(this.typed) ? "l.prefix" : "l.none");
    await this.act("lookup", { code });
  }

  /** Says whether the answer helped. */
  async rate(): Promise<void> {
    if (this.level === null) return this.fail("l.help.choose");
    await this.act("rate", { code: this.code, rating: this.level });
  }

  /** Sends the comment to the unit again. */
  async reopen(): Promise<void> {
    const why = this.why.trim();
    if (why === "") return this.fail("l.reopen.empty");
    await this.act("reopen", { code: this.code, why });
  }

  /** Has the words deleted. */
  async withdraw(): Promise<void> {
    await this.act("withdraw", { code: this.code });
  }

  /** Lets go of the ticket. */
  forget(): void {
    Object.assign(this, { ticket: null, code: null, typed: "", fault: null, ...nothingTyped });
    this.changed();
  }

  private async act(what: string, body: Acted): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.fault = null;
    this.changed();
    const done = await this.call<Ticket>({ line: `POST /v1/tickets/${what}`, body });
    this.isBusy = false;
    if (!done.ok) return this.failed(done.failure, what);
    this.ticket = done.value;
    this.code = body.code;
    Object.assign(this, nothingTyped);
    this.changed();
  }

  /** If somebody else changed the comment before, shows the newer state and says so. */
  private async failed(failure: CallFault, what: string): Promise<void> {
    if (failure === "state-unfit" && what !== "lookup") {
      await this.act("lookup", { code: this.code });
      if (this.fault === null) this.fail("l.changed");
      return;
    }
    if (failure === "unknown-ticket") this.ticket = null;
    this.fail(faults[failure] ?? "l.other");
  }

  private fail(fault: TicketMessageKey): void {
    this.fault = fault;
    this.changed();
  }
}

const faults: Readonly<Record<CallFault, TicketMessageKey>> = {
  "unknown-ticket": "l.none",
  "rate-limited": "l.many",
  unavailable: "l.many",
  unreachable: "l.unreachable",
};
