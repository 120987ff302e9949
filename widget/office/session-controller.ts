import type { Session } from "../../shared/contract/session.ts";
import { kindOf, type OfficeClient, type Problem } from "../office-ui/office-client.ts";

/** Whether somebody is signed in: not known yet, nobody, or this session. `ended`: it has ended while a page is open. */
export type SignIn =
  | { readonly state: "asking" }
  | { readonly state: "out" }
  | { readonly state: "in" | "ended"; readonly session: Session };

/** What was typed to sign in. The key leaves this page once, for the exchange. */
export type Credentials = { readonly agency: string; readonly key: string };

/** Whether two sessions are of one person or key. */
export function areOneHolder(one: Session, other: Session): boolean {
  return one.agency === other.agency && one.id === other.id;
}

/** The browser refuses the session's cookie. */
const noCookie: Problem = { type: "#no-cookie", title: "", status: 0 };

/** Signs in and out, and knows who is signed in. It keeps no key. */
export class SessionController {
  signIn: SignIn = { state: "asking" };
  /** Why asking or signing out failed. */
  problem: Problem | null = null;
  private readonly client: OfficeClient;
  private readonly changed: () => void;
  /** Calls that wait for an ended session's holder; each is told whether they are back. */
  private waiting: ((isBack: boolean) => void)[] = [];

  constructor(client: OfficeClient, changed: () => void) {
    this.client = client;
    this.changed = changed;
  }

  /** Asks who is signed in. */
  async ask(): Promise<void> {
    const { data, error } = await this.client.GET("/v1/session");
    if (data?.session) this.show({ state: "in", session: data.session });
    else if (error && kindOf(error) !== "session-ended" && kindOf(error) !== "unauthorized") this.refused(error);
    else this.show({ state: "out" });
  }

  /** Asks again when the tab is looked at: in another tab somebody may have signed out, or in as somebody else. */
  async look(): Promise<void> {
    const { signIn } = this;
    if (signIn.state === "asking") return;
    const { data } = await this.client.GET("/v1/session");
    if (!data || this.signIn !== signIn) return;
    if (!data.session) void this.ended();
    else if (signIn.state !== "in" || !areOneHolder(signIn.session, data.session)) {
      this.show({ state: "in", session: data.session });
    }
  }

  /** Exchanges a key for a session. Returns why that failed. */
  async enter({ agency, key }: Credentials): Promise<Problem | null> {
    // A key names its agency; only the root key needs to be told.
    const isOfAgency = key.startsWith("cfk_");
    const body = { key, ...(agency === "" || isOfAgency ? {} : { agency }) };
    const { data, error } = await this.client.POST("/v1/sessions", { body });
    return data ? this.entered(data) : error;
  }

  /** Makes an agency by the root key, and signs in to it. */
  async make({ name, ...credentials }: Credentials & { readonly name: string }): Promise<Problem | null> {
    const { error } = await this.client.POST("/v1/agencies", {
      body: { code: credentials.agency, name, time_zone: "Asia/Ho_Chi_Minh" },
      headers: { authorization: `Bearer ${credentials.key}` },
    });
    return error ?? (await this.enter(credentials));
  }

  /** A session has begun. Returns a problem if the browser keeps no cookie: it says nothing, only a second call shows it. */
  async entered(session: Session): Promise<Problem | null> {
    const { data } = await this.client.GET("/v1/session");
    if (!data?.session) return noCookie;
    this.show({ state: "in", session });
    return null;
  }

  /** Signs out; the session ends on the server, too. */
  async leave(): Promise<void> {
    const { error } = await this.client.DELETE("/v1/session");
    if (error && error.status !== 401) this.refused(error);
    else this.show({ state: "out" });
  }

  /** Leaves the page of a session that has ended. */
  readonly forget = (): void => this.show({ state: "out" });

  /** The server says that nobody is signed in. The page stays, so that nothing typed is lost. Resolves when somebody signs in or leaves: whether the same one is back. */
  readonly ended = async (): Promise<boolean> => {
    if (this.signIn.state === "in") this.show({ state: "ended", session: this.signIn.session });
    return this.signIn.state === "ended" && new Promise((tell) => this.waiting.push(tell));
  };

  private show(signIn: SignIn): void {
    const before = this.signIn;
    this.signIn = signIn;
    this.problem = null;
    this.changed();
    if (signIn.state === "ended") return;
    const isBack = signIn.state === "in" && before.state === "ended" && areOneHolder(before.session, signIn.session);
    for (const tell of this.waiting.splice(0)) tell(isBack);
  }

  private refused(problem: Problem): void {
    this.problem = problem;
    this.changed();
  }
}
