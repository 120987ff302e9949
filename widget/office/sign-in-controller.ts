import type { ReactiveControllerHost } from "lit";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { asNobody, kindOf, type OfficeClient, type Problem } from "../office-ui/office-client.ts";
import { codeOf } from "./office-address.ts";
import type { SessionController } from "./session-controller.ts";

/** What signing in works with. */
export type SignInDeps = {
  readonly client: OfficeClient;
  readonly control: SessionController;
  /** Goes to another address, such as the provider's. */
  readonly leaveTo: (address: string) => void;
};

/** What is known of the agency whose code was typed. */
export type TypedAgency = {
  /** Null if the server does not have it. */
  readonly name: string | null;
  /** What stands on the button of its provider; null if its people sign in by keys alone. */
  readonly provider: LocalizedText | null;
};

/** An invitation to become a member. */
export type Invitation = { readonly agency: string; readonly code: string };

/** The page of signing in: what is typed, what is known of the agency, and invitations. A typed key stays in its field alone. */
export class SignInController {
  /** The agency's code as it was typed. */
  code = "";
  /** Null while it is not known. */
  agency: TypedAgency | null = null;
  /** Name of the agency that is to be made; null unless that is offered. */
  newName: string | null = null;
  invitation: Invitation | null = null;
  /** The key of a new member, which is shown once; then it is gone from this page. */
  ownKey: string | null = null;
  /** `?failed=` of the provider's way back. */
  failed: string | null = null;
  problem: Problem | null = null;
  isBusy = false;
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate">;
  private readonly deps: SignInDeps;

  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, deps: SignInDeps) {
    this.host = host;
    this.deps = deps;
  }

  /** An agency's code is typed or known; asks for its name and provider. */
  async name(code: string): Promise<void> {
    this.code = code;
    this.agency = null;
    this.host.requestUpdate();
    const agency = codeOf(code);
    if (agency === "") return;
    const params = { params: { path: { agency } }, headers: asNobody };
    const { client } = this.deps;
    const [facts, signIn] = await Promise.all([
      client.GET("/v1/agencies/{agency}", params),
      client.GET("/v1/agencies/{agency}/sign-in", params),
    ]);
    const isUnknown = facts.error !== undefined && kindOf(facts.error) === "unknown-agency";
    if (this.code !== code || (facts.error && !isUnknown)) return;
    this.agency = { name: facts.data?.name ?? null, provider: signIn.data?.sign_in?.label ?? null };
    this.host.requestUpdate();
  }

  /** Signs in by a key, or makes the agency first if that is offered and named. Returns whether it went well. */
  async send(key: string): Promise<boolean> {
    const agency = codeOf(this.code);
    const { control } = this.deps;
    const { newName } = this;
    const isMade = newName !== null && newName.trim() !== "";
    const problem = await this.busy(() =>
      isMade ? control.make({ agency, key, name: newName.trim() }) : control.enter({ agency, key }),
    );
    if (problem && !key.startsWith("cfk_") && this.newName === null && isAboutAgency(problem)) {
      this.newName = "";
      this.problem = null;
    }
    this.host.requestUpdate();
    return problem === null;
  }

  /** No agency is to be made after all. */
  readonly makeNone = (): void => {
    this.newName = null;
    this.problem = null;
    this.host.requestUpdate();
  };

  /** Goes to the provider, and afterwards to `to`. */
  async byProvider(to: string): Promise<void> {
    const { code: invitation, agency = codeOf(this.code) } = this.invitation ?? {};
    const body = { to, ...(invitation ? { invitation } : {}) };
    await this.busy(async () => {
      const given = { params: { path: { agency } }, body, headers: asNobody };
      const { data, error } = await this.deps.client.POST("/v1/agencies/{agency}/sign-in/start", given);
      if (data) this.deps.leaveTo(data.location);
      return error ?? null;
    });
  }

  /** Takes the invitation: a session begins, and a key of one's own is shown. */
  async take(): Promise<void> {
    const { invitation } = this;
    if (!invitation) return;
    await this.busy(async () => {
      const { data, error } = await this.deps.client.POST("/v1/invitations", { body: invitation });
      if (!data) return error;
      this.invitation = null;
      this.ownKey = data.key;
      return this.deps.control.entered(data.session);
    });
  }

  /** They do not want the invitation now; its link still works. */
  readonly declined = (): void => {
    this.invitation = null;
    this.problem = null;
    this.host.requestUpdate();
  };

  /** The own key is kept somewhere else; this page forgets it. */
  readonly keyKept = (): void => {
    this.ownKey = null;
    this.host.requestUpdate();
  };

  private async busy(task: () => Promise<Problem | null>): Promise<Problem | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    this.problem = null;
    this.failed = null;
    this.host.requestUpdate();
    this.problem = await task();
    this.isBusy = false;
    this.host.requestUpdate();
    return this.problem;
  }
}

/** Whether the key is the root key, and only the agency is missing. */
function isAboutAgency(problem: Problem): boolean {
  return kindOf(problem) === "unknown-agency" || (problem.errors ?? []).some(({ pointer }) => pointer === "/agency");
}
