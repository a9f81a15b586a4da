// Tells a device to push its pictures to the service, beside whatever it is set to already. See --help.

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createDeviceClient, SetupError } from '../src/receivers/device-client.ts';
import { readTarget, setUpDahua, setUpHikvision } from '../src/receivers/device-setup.ts';

const help = `Usage: node scripts/camera-setup.ts hikvision|dahua --device URL --user NAME --push ADDRESS [--dry-run]

Adds the service to the places that a device pushes to. Entries in use are never changed.

  hikvision      adds a notification host (/ISAPI/Event/notification/httpHosts)
  dahua          adds a server for pictures (configManager, PictureHttpUpload)
  --device URL   the device, such as http://192.168.1.64
  --user NAME    an account of the device that may change its settings
  --push ADDRESS the address issued on the camera's page, whole: http://SERVER:8480/push/TOKEN
  --dry-run      read and tell, change nothing
  --help         this

The password is asked for. It is never an argument; without a terminal it is read from the standard input's first line.
`;
const setups = { hikvision: setUpHikvision, dahua: setUpDahua } as const;

async function askPassword(): Promise<string> {
  // What is typed is echoed to nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY === true });
  process.stderr.write('Password of the device: ');
  const password = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return password;
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      device: { type: 'string' },
      user: { type: 'string' },
      push: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [vendor] = positionals;
  const { device, user, push } = values;
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if ((vendor !== 'hikvision' && vendor !== 'dahua') || !device || !user || !push) {
    process.stderr.write(help);
    return 2;
  }
  const target = readTarget(push);
  const client = createDeviceClient({ url: device, username: user, password: await askPassword() });
  const { found, change } = await setups[vendor](client, target, values['dry-run']);
  for (const one of found) console.log(`in use: ${one}`);
  if (change === null) console.log('The service is on the list already; nothing was changed.');
  else console.log(values['dry-run'] ? `would do: ${change}` : `done: ${change}`);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  const isArgument = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof SetupError) && !isArgument) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
