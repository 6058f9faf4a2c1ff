/** What a partner's key may be good for. The policy names the scope of each type and operation. */
export const scopes = ['catalogue:read', 'lists:read', 'trials:read', 'trials:write'] as const;
export type Scope = (typeof scopes)[number];
