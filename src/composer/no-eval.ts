// Loaded before any schema: zod would try whether it may make code, which the policy of the page forbids and reports.
import { config } from 'zod';

config({ jitless: true });
