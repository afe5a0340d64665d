import type { DemoPerson } from "./demo-people.js";

/** The query of the page's request; each person's link repeats it. */
export interface SignInQuery {
  readonly redirect_uri?: string;
  readonly state?: string;
}

/** The page with the list of people. It says in large letters that it is a demo. */
export function renderPeople(people: readonly DemoPerson[], query: SignInQuery): string {
  const links = people.map((person, index) => renderLink(person, index, query)).join("\n      ");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>DEMO sign-in</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
      strong { display: block; padding: .75rem 1rem; background: #b00020; color: #fff }
      a { display: block; padding: .5rem 0 }
    </style>
  </head>
  <body>
    <strong>DEMO: not a real identity provider. Whoever opens this page may be anyone.</strong>
    <h1>Who are you today?</h1>
    <p>These people are invented. Each link signs in as one of them, with a JWT that is good for an hour.</p>
    <nav>
      ${links}
    </nav>
  </body>
</html>
`;
}

function renderLink(
  { name, unionId }: DemoPerson,
  index: number,
  { redirect_uri = "", state = "" }: SignInQuery,
): string {
  const parameters = new URLSearchParams({ person: String(index), redirect_uri, state });
  return `<a href="sign-in?${escape(parameters.toString())}">${escape(name)}${unionId === null ? "" : ` <small>${escape(unionId)}</small>`}</a>`;
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
