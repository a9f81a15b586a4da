/** Where migrations are generated from and to: `npm run db:generate -- --name what_changes`. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/**/*.table.ts',
  out: './src/platform/db/migrations',
});
