/** DIR/demo.json: logins and camera keys of the demonstration, for scripts. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { roles } from '../people/people.schemas.ts';

export const demoSchema = z.object({
  url: z.string(),
  logins: z.array(z.object({ username: z.string(), password: z.string(), role: z.enum(roles), name: z.string() })),
  cameras: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      key: z.string(),
      stationId: z.int(),
      /** Which of the fixture scenes it shows. */
      layout: z.string(),
      views: z.array(
        z.object({
          binId: z.int(),
          expected: z.enum(categories),
          polygon: z.array(z.tuple([z.number(), z.number()])),
        }),
      ),
    }),
  ),
});

export type Demo = z.infer<typeof demoSchema>;
