/**
 * The secret of the demonstration's accounts, published here so that whoever looks around gets in. They sign in with it like anybody
 * else; it is of use only where the data are made up, and no account gets it otherwise.
 */
export const demoSecret = 'SHIZHUANDEMOSHIZHUANDEMOSHIZHUAN';
