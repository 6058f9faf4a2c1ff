import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';

/**
 * Data that are text already: what was read is passed on as the database wrote it.
 *
 * Each character stands for one byte of the UTF-8. Apollo sees an object with data and asks for it to be put into words,
 * which `wording` does; `handing` then sends the bytes.
 */
export class Ready {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** No JSON begins with it: what follows are bytes. */
const asBytes = '\0';

/** The text of an answer, as `JSON.stringify` would make it. */
export function wording(answer: { data?: unknown; extensions?: unknown }): string {
  const { data, extensions, ...rest } = answer;
  if (!(data instanceof Ready)) return `${JSON.stringify(answer)}\n`;
  // An answer that was read whole has no errors.
  const more = extensions === undefined ? '' : `,"extensions":${Buffer.from(JSON.stringify(extensions)).toString('latin1')}`;
  if (Object.values(rest).some(value => value !== undefined)) throw new Error('an answer that was read has data and extensions only');
  return `${asBytes}{"data":${data.text}${more}}\n`;
}

/** The bytes of a text that may be bytes already. */
export const bytesOf = (text: string): Buffer => (text.startsWith(asBytes) ? Buffer.from(text.slice(1), 'latin1') : Buffer.from(text));

/** The text without its mark, where it is bytes: one character for each. */
export const bareOf = (text: string): string | undefined => (text.startsWith(asBytes) ? text.slice(1) : undefined);

/** Hands requests to Apollo, and its answers back. */
export const handing =
  <C extends object>(apollo: ApolloServer<C>, contextOf: (request: Request, response: Response) => Promise<C>): RequestHandler =>
  async (request, response) => {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    const at = request.originalUrl.indexOf('?');
    const {
      status,
      headers: given,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method.toUpperCase(),
        headers,
        search: at < 0 ? '' : request.originalUrl.slice(at),
        body: request.body,
      },
      context: () => contextOf(request, response),
    });
    // The answer may have run out of time meanwhile.
    if (response.headersSent) return;
    for (const [name, value] of given) response.setHeader(name, value);
    if (body.kind !== 'complete') throw new Error('answers come whole');
    response.status(status ?? 200).send(bytesOf(body.string));
  };
