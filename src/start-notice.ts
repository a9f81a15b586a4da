/** What a person reads in the terminal once the service is up: the address, and whom to sign in as. */

interface Login {
  username: string;
  password: string;
  role?: string;
  name?: string;
}

export interface StartNotice {
  url: string;
  /** Of the demonstration; empty without one. */
  demoLogins: Login[];
  /** Where scripts find the logins; null without a demonstration. */
  demoFile: string | null;
  /** The administrator made at this start, whose password is shown this once; null otherwise. */
  administrator: Login | null;
}

/** Pads to `width` columns of a terminal, in which a Chinese character takes two. */
function pad(text: string, width: number): string {
  const columns = [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, width - columns));
}

function loginLine({ username, password, role = '', name = '' }: Login): string {
  return `  ${pad(username, 16)}${pad(password, 22)}${pad(role, 16)}${name}`.trimEnd();
}

/** The notice as lines, Chinese and English side by side. */
export function startNotice({ url, demoLogins, demoFile, administrator }: StartNotice): string {
  const lines = ['', `绿袖 Greensleeve: ${url}`, ''];
  if (administrator) {
    lines.push(
      '管理员（密码只显示这一次） Administrator (the password is shown this once):',
      loginLine(administrator),
      '',
    );
  }
  if (demoLogins.length > 0) {
    const heading = { username: '账号 login', password: '密码 password', role: '角色 role', name: '姓名 name' };
    lines.push('演示账号 Logins of the demonstration:', loginLine(heading), ...demoLogins.map(loginLine), '');
    if (demoFile !== null) lines.push(`（脚本用 for scripts: ${demoFile}）`);
  }
  lines.push('Ctrl-C 停止全部进程 stops everything.', '');
  return lines.join('\n');
}
