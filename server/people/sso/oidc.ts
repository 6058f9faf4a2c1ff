import * as client from 'openid-client';
import { type Carried, Disbelieved, type IdentityProvider, Unreachable } from './provider.ts';

export interface OidcSettings {
  kind: 'oidc';
  id: string;
  name: readonly [string, string];
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The one algorithm in which the provider signs identities for us. */
  algorithm: string;
  /** Whether a sign-on there counts as two factors: always, never, or as its `amr` claim says (`mfa`, RFC 8176). */
  twoFactors: 'always' | 'never' | 'amr';
}

const anHour = 3_600_000;
const tolerance = 30;

/**
 * An OpenID provider: authorization code with PKCE (S256), state and nonce; the signature, issuer, audience and expiry of
 * the identity are checked, and `iss` of the answer where the provider announces it (RFC 9207), so that no answer of
 * another provider is taken for its own.
 */
export function oidcProvider({ id, name, issuer, clientId, clientSecret, algorithm, twoFactors }: OidcSettings): IdentityProvider {
  let known: { at: number; config: Promise<client.Configuration> } | undefined;
  const metadata = { client_secret: clientSecret, id_token_signed_response_alg: algorithm, [client.clockTolerance]: tolerance };
  const insecure = new URL(issuer).protocol === 'http:';
  const configuration = (): Promise<client.Configuration> => {
    if (known && Date.now() - known.at < anHour) return known.config;
    const execute = insecure ? [client.allowInsecureRequests] : [];
    const config = client.discovery(new URL(issuer), clientId, metadata, undefined, { timeout: 10, execute });
    const mine = { at: Date.now(), config };
    known = mine;
    config.catch(() => known === mine && (known = undefined));
    return config;
  };
  const reached = async () => {
    try {
      return await configuration();
    } catch (cause) {
      throw new Unreachable({ cause });
    }
  };
  /** As configured, without remembered keys: a provider may change its keys between two sign-ons. */
  const anew = (known: client.Configuration) => {
    const config = new client.Configuration(known.serverMetadata(), clientId, metadata);
    if (insecure) client.allowInsecureRequests(config);
    // The identity comes over our own connection; its signature is checked all the same.
    client.enableNonRepudiationChecks(config);
    config.timeout = 10;
    return config;
  };
  return {
    id,
    name,
    async begin(callback: URL, { state, nonce, verifier }: Carried) {
      return client.buildAuthorizationUrl(await reached(), {
        redirect_uri: callback.href,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    async finish(answer: URL, { state, nonce, verifier }: Carried) {
      const config = anew(await reached());
      try {
        const tokens = await client.authorizationCodeGrant(config, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims()!;
        const ways = Array.isArray(claims['amr']) ? claims['amr'] : [];
        return { subject: claims.sub, twoFactors: twoFactors === 'always' || (twoFactors === 'amr' && ways.includes('mfa')) };
      } catch (cause) {
        // A provider that does not answer proves nothing either way, and is no attack.
        if (unanswered(cause)) throw new Unreachable({ cause });
        throw new Disbelieved((cause as { code?: string; error?: string }).error ?? (cause as { code?: string }).code ?? 'OIDC', { cause });
      }
    },
    async leave(back: URL) {
      const config = await reached();
      return config.serverMetadata().end_session_endpoint
        ? client.buildEndSessionUrl(config, { post_logout_redirect_uri: back.href })
        : undefined;
    },
  };
}

/** Whether an error, or what caused it, is a request that got no answer. */
function unanswered(error: unknown): boolean {
  const { name, message, cause } = (error ?? {}) as Partial<Error>;
  return name === 'TimeoutError' || message === 'fetch failed' || (cause !== undefined && unanswered(cause));
}
