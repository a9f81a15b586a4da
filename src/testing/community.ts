/** A small community for tests, set up through the API as an administrator would. */
import type { Category } from '../inference/categories.ts';
import type { Role } from '../people/people.schemas.ts';
import { type Client, cameraClient, signIn } from './client.ts';
import type { TestService } from './service.ts';

export const testPassword = 'a password for tests';

export interface TestStation {
  stationId: number;
  bins: { id: number; position: number; expected: Category }[];
  camera: { id: number; key: string; client: Client };
}

export interface TestCommunity {
  administrator: Client;
  addEstate(name: string): Promise<number>;
  /** A station with bins and one camera, whose picture they share from left to right. */
  addStation(estateId: number, name: string, expected: Category[]): Promise<TestStation>;
  /** A person of a role, signed in. */
  addPerson(username: string, role: Role, estates?: number[]): Promise<Client>;
}

async function created<Body>(answer: Promise<{ status: number; body: unknown }>): Promise<Body> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`not created: ${status} ${JSON.stringify(body)}`);
  return body as Body;
}

export async function setUpCommunity(service: TestService): Promise<TestCommunity> {
  const login = await service.container.seedAdministrator();
  if (!login) throw new Error('the test database is not empty');
  const administrator = await signIn(service.url, login);
  const post = <Body>(path: string, body: unknown) => created<Body>(administrator.send('POST', `/api/v1${path}`, body));
  return {
    administrator,
    addEstate: async (name) => (await post<{ id: number }>('/estates', { name })).id,
    async addStation(estateId, name, expected) {
      const station = await post<{ id: number; bins: { id: number; position: number }[] }>('/stations', {
        estateId,
        name,
        bins: expected.map((category) => ({ expected: category })),
      });
      const views = station.bins.map(({ id, position }) => {
        const [left, right] = [(position - 1) / expected.length, position / expected.length];
        return {
          binId: id,
          polygon: [
            [left, 0],
            [right, 0],
            [right, 1],
            [left, 1],
          ],
        };
      });
      const camera = await post<{ id: number; key: string }>('/cameras', { stationId: station.id, name, views });
      return {
        stationId: station.id,
        bins: station.bins.map((bin) => ({ ...bin, expected: expected[bin.position - 1] as Category })),
        camera: { ...camera, client: cameraClient(service.url, camera.key) },
      };
    },
    async addPerson(username, role, estates = []) {
      await post('/people', { username, name: username, role, password: testPassword, estates });
      return signIn(service.url, { username, password: testPassword });
    },
  };
}
