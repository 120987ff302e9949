/** What a snippet is made for. */
export type PullPlace = { readonly server: string; readonly agency: string; readonly year: string };

/** Stands where the reader puts a key. No page holds one. */
const keyPlace = "…";

/** The texts of docs/pulling.md for one server and agency: for Power Query, and in Python, which takes the key from the environment. */
export function pullTexts(place: PullPlace): { readonly excel: string; readonly python: string } {
  return { excel: powerQueryText(place), python: pythonText(place) };
}

function powerQueryText({ server, agency, year }: PullPlace): string {
  return `let
    Server = "${server}",
    Agency = "${agency}",
    Key = "${keyPlace}",
    Source = Csv.Document(
        Web.Contents(Server, [
            RelativePath = "v1/agencies/" & Agency & "/exports/indices.csv",
            Query = [period = "${year}", by = "unit,month"],
            Headers = [Authorization = "Bearer " & Key]
        ]),
        // With locale = "vi" in the query: Delimiter = ";" and "vi-VN" below.
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(
        Rows,
        {{"unit", type text}, {"from", type date}, {"to", type date}, {"value", type number}, {"n", Int64.Type}},
        "en-US"
    )
in
    Typed
`;
}

function pythonText({ server, agency }: PullPlace): string {
  return `import json, os, sqlite3, urllib.parse, urllib.request

server, agency, key = "${server}", "${agency}", os.environ["KEY"]


def pages(since):
    query = {"updated_since": since, "limit": 1000}
    while True:
        address = f"{server}/v1/agencies/{agency}/feedback?{urllib.parse.urlencode(query)}"
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            page = json.load(answer)
        yield page["data"]
        if page["meta"]["next_cursor"] is None:
            return
        query["cursor"] = page["meta"]["next_cursor"]


store = sqlite3.connect(os.environ.get("STORE", "feedback.sqlite"))
store.execute(
    "CREATE TABLE IF NOT EXISTS feedback "
    "(id TEXT PRIMARY KEY, change INTEGER, unit TEXT, service TEXT, channel TEXT, day TEXT, level INTEGER, row TEXT)"
)
since = store.execute("SELECT coalesce(max(change), 0) FROM feedback").fetchone()[0]
taken = 0
for rows in pages(since):
    with store:  # a page is kept whole, so that a pull that breaks off goes on from there
        for row in rows:
            columns = [row[name] for name in ("id", "change", "unit", "service", "channel", "day", "level")]
            store.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*columns, json.dumps(row)])
    taken += len(rows)
print(f"{taken} rows new or changed")
`;
}
