import type { Session } from "../../shared/contract/session.ts";
import { kindOf, type OfficeClient, type Problem } from "../office-ui/office-client.ts";

/** Whether somebody is signed in: not known yet, nobody, or this session. `ended`: it has ended while a page is open. */
export type SignIn =
  | { readonly state: "asking" }
  | { readonly state: "out" }
  | { readonly state: "in" | "ended"; readonly session: Session };

/** What was typed to sign in. The key leaves this page once, for the exchange. */
export type Credentials = { readonly agency: string; readonly key: string };

/** Signs in and out, and knows who is signed in. */
export class SessionController {
  signIn: SignIn = { state: "asking" };
  problem: Problem | null = null;
  private readonly client: OfficeClient;
  private readonly changed: () => void;

  constructor(client: OfficeClient, changed: () => void) {
    this.client = client;
    this.changed = changed;
  }

  /** Asks who is signed in. */
  async ask(): Promise<void> {
    const { data, error } = await this.client.GET("/v1/session");
    if (data?.session) this.show({ state: "in", session: data.session });
    else if (error && kindOf(error) === "unreachable") this.refused(error);
    else this.show({ state: "out" });
  }

  /** Exchanges a key for a session. */
  async enter({ agency, key }: Credentials): Promise<void> {
    const body = { key: key.trim(), ...(agency.trim() === "" ? {} : { agency: agency.trim().toUpperCase() }) };
    const { data, error } = await this.client.POST("/v1/sessions", { body });
    if (error) return this.refused(error);
    // A browser that refuses the cookie says nothing; only a second call shows it.
    const { data: again } = await this.client.GET("/v1/session");
    if (again?.session) this.show({ state: "in", session: data });
    else this.refused({ type: "#no-cookie", title: "", status: 0 });
  }

  /** Signs out; the session ends on the server, too. */
  async leave(): Promise<void> {
    const { error } = await this.client.DELETE("/v1/session");
    if (error && kindOf(error) === "unreachable") this.refused(error);
    else this.show({ state: "out" });
  }

  /** The server says that nobody is signed in. The page stays, so that nothing typed is lost. */
  readonly ended = (): void => {
    if (this.signIn.state === "in") this.show({ state: "ended", session: this.signIn.session });
  };

  private show(signIn: SignIn): void {
    this.signIn = signIn;
    this.problem = null;
    this.changed();
  }

  private refused(problem: Problem): void {
    this.problem = problem;
    this.changed();
  }
}
