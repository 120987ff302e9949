import type { AnswerTemplate, PutAnswerTemplates } from "../../shared/contract/answer-template.ts";
import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { CommentChange, OfficeComment } from "../../shared/contract/comment.ts";
import type { Digest } from "../../shared/contract/comment-figures.ts";
import type { Form } from "../../shared/contract/form.ts";
import type { Page } from "../../shared/contract/list.ts";
import { type OfficeClient, type Problem, readPages, type RowOf } from "../office-ui/office-client.ts";

/** Why a call failed. The problem of an old version has the comment as it stands now. */
export type DeskProblem = Problem & { readonly comment?: OfficeComment };

/** An answer of the server, or why there is none. */
export type Called<T> = { readonly data?: T; readonly error?: DeskProblem };

/** What a list of comments is asked by. */
export type CommentsQuery = {
  readonly state?: string;
  readonly unit?: string;
  readonly q?: string;
  readonly overdue: "true" | "false";
  readonly order?: "due";
  readonly cursor?: string;
  readonly limit: string;
};

const all = { limit: "1000" };

/** The calls of the page of comments. A change names the version that was seen, so that nobody overwrites what they did not see. */
export class DeskCalls {
  private readonly client: OfficeClient;
  private readonly agency: string;

  constructor(client: OfficeClient, agency: string) {
    this.client = client;
    this.agency = agency;
  }

  /** Reads a page of the list. */
  comments(query: CommentsQuery): Promise<Called<Page<OfficeComment>>> {
    const params = { path: { agency: this.agency }, query };
    return called(this.client.GET("/v1/agencies/{agency}/comments", { params }));
  }

  /** Reads one comment. */
  comment(id: string): Promise<Called<OfficeComment>> {
    return called(this.client.GET("/v1/agencies/{agency}/comments/{id}", { params: this.at(id) }));
  }

  /** Approves, hides, assigns, holds or closes a comment. */
  change({ id, version }: OfficeComment, body: CommentChange): Promise<Called<OfficeComment>> {
    const given = { params: this.at(id), body, headers: { "if-match": `"${version}"` } };
    return called(this.client.PATCH("/v1/agencies/{agency}/comments/{id}", given as never));
  }

  /** Answers a comment. */
  answer(
    { id, version }: OfficeComment,
    body: { readonly words: string; readonly is_public: boolean },
  ): Promise<Called<OfficeComment>> {
    const given = { params: this.at(id), body, headers: { "if-match": `"${version}"` } };
    return called(this.client.POST("/v1/agencies/{agency}/comments/{id}/replies", given));
  }

  /** Reads what happened to a comment. */
  history(on: string): Promise<Called<Page<AuditEntry>>> {
    const params = { path: { agency: this.agency }, query: { on, limit: "100" } };
    return called(this.client.GET("/v1/agencies/{agency}/audit", { params }));
  }

  /** Reads what a month's comments say, unit by unit. */
  digests(period: string): Promise<Called<Page<Digest>>> {
    const params = { path: { agency: this.agency }, query: { period } };
    return called(this.client.GET("/v1/agencies/{agency}/digests", { params }));
  }

  /** Reads what reasons are called. */
  forms(): Promise<Called<Page<Form>>> {
    return called(this.client.GET("/v1/agencies/{agency}/forms", { params: this.whole() }));
  }

  /** Reads which channel each touchpoint is. */
  async touchpoints(): Promise<readonly RowOf<"listTouchpoints">[]> {
    const { client, agency } = this;
    const path = { agency };
    const { rows = [] } = await readPages<RowOf<"listTouchpoints">>((query) =>
      client.GET("/v1/agencies/{agency}/touchpoints", { params: { path, query } }),
    );
    return rows;
  }

  /** Reads the templates of answers. */
  templates(): Promise<Called<Page<AnswerTemplate>>> {
    return called(this.client.GET("/v1/agencies/{agency}/answer-templates", { params: this.whole() }));
  }

  /** Writes one template of answers; without words it is removed. */
  putTemplate(template: PutAnswerTemplates["templates"][number]): Promise<Called<Page<AnswerTemplate>>> {
    const given = { params: { path: { agency: this.agency } }, body: { templates: [template] } };
    return called(this.client.PUT("/v1/agencies/{agency}/answer-templates", given));
  }

  private at(id: string): { path: { agency: string; id: string } } {
    return { path: { agency: this.agency, id } };
  }

  private whole(): { path: { agency: string }; query: { limit: string } } {
    return { path: { agency: this.agency }, query: all };
  }
}

/** The client's answer with the contract's type. Its own types come from the document, which writes some of them otherwise. */
async function called<T>(answer: Promise<{ data?: unknown; error?: unknown }>): Promise<Called<T>> {
  return (await answer) as Called<T>;
}
