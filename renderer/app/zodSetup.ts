import { z } from 'zod';

// zod compiles its parsers with `new Function` where it may; the page's policy forbids that, and
// trying would be an error in the console. Imported first, before any schema is made.
z.config({ jitless: true });
