import { installSealing } from '../server/kernel/sealing.ts';

/** The key of all tests: who fills a template and who signs in must have the same one. */
installSealing({ key: Buffer.alloc(32, 'k'), cipher: 'aes-256-gcm' });
