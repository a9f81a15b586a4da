/** Every stable error code with its kind, what it means and what to do (README's problem table is made from this). */

import { accounts } from './problem-codes.accounts.ts';
import { arrivals } from './problem-codes.arrivals.ts';
import { attribution } from './problem-codes.attributions.ts';
import { consequences } from './problem-codes.consequences.ts';
import { desk } from './problem-codes.desk.ts';
import { messages } from './problem-codes.messages.ts';
import { monthReports } from './problem-codes.month-reports.ts';
import { places } from './problem-codes.places.ts';
import { push } from './problem-codes.push.ts';
import { settings } from './problem-codes.settings.ts';
import { volunteers } from './problem-codes.volunteers.ts';

/** What sort of failure it is; src/platform/http/problems.ts gives each its HTTP status. */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'unprocessable'
  | 'too_many'
  | 'unavailable'
  | 'storage_full'
  | 'fault';

interface InBothLanguages {
  en: string;
  'zh-CN': string;
}

export interface ProblemEntry {
  kind: ProblemKind;
  meaning: InBothLanguages;
  remedy: InBothLanguages;
}

const entry = (
  kind: ProblemKind,
  [meaningEn, remedyEn]: readonly [string, string],
  [meaningZh, remedyZh]: readonly [string, string],
): ProblemEntry => ({
  kind,
  meaning: { en: meaningEn, 'zh-CN': meaningZh },
  remedy: { en: remedyEn, 'zh-CN': remedyZh },
});

/** What a camera can be told when it posts a photograph. */
const intake = {
  wrong_camera_key: entry(
    'unauthenticated',
    [
      'The camera key is missing, wrong or revoked.',
      'Send `Authorization: Bearer KEY`; issue a new key if it is lost.',
    ],
    ['没带摄像头密钥，或密钥不对、已作废。', '加上 `Authorization: Bearer 密钥`；密钥丢了就重新签发一个。'],
  ),
  no_photo: entry(
    'invalid',
    ['There is no photograph in the request.', 'Send a form with a file in `photo`, or the bytes as the body.'],
    ['请求里没有照片。', '用表单字段 `photo` 上传文件，或直接把照片字节作为请求体。'],
  ),
  form_not_understood: entry(
    'invalid',
    ['The multipart form can’t be read.', 'Check the boundary, the field names and that the form is sent whole.'],
    ['multipart 表单解析不了。', '检查 boundary、字段名，以及表单是否发送完整。'],
  ),
  body_incomplete: entry(
    'invalid',
    ['The connection ended before the whole body had come.', 'Send it again.'],
    ['请求体还没收完连接就断了。', '重发一次。'],
  ),
  photo_too_large: entry(
    'too_large',
    ['The photograph has more bytes than MAX_PHOTO_BYTES.', 'Set the camera to a smaller picture, or raise the limit.'],
    ['照片字节数超过 MAX_PHOTO_BYTES。', '调低摄像头的画质或分辨率，或调高上限。'],
  ),
  photo_too_many_pixels: entry(
    'too_large',
    ['The photograph has more pixels than MAX_PHOTO_PIXELS.', 'Set a lower resolution, or raise the limit.'],
    ['照片像素数超过 MAX_PHOTO_PIXELS。', '调低分辨率，或调高上限。'],
  ),
  not_an_image: entry(
    'unsupported',
    ['The bytes are not a JPEG, PNG or WebP picture.', 'Send one of these; the file’s name does not matter.'],
    ['内容不是 JPEG、PNG 或 WebP 图片。', '改发这三种格式之一；认的是内容，不看文件名。'],
  ),
  photo_animated: entry(
    'unsupported',
    ['The picture is animated.', 'Send a still photograph.'],
    ['这是动图。', '请发静态照片。'],
  ),
  photo_truncated: entry(
    'unprocessable',
    ['The end of the photograph is missing.', 'Send it again, whole.'],
    ['照片不完整，结尾缺失。', '完整地重发一次。'],
  ),
  clock_ahead: entry(
    'unprocessable',
    ['`captured_at` lies further in the future than CLOCK_AHEAD_S.', 'Set the camera’s clock or its offset.'],
    ['`captured_at` 超前当前时间，超过 CLOCK_AHEAD_S 的容许值。', '校准摄像头时钟，检查时区偏移。'],
  ),
  storage_full: entry(
    'storage_full',
    ['The disk is full; the photograph was not taken in.', 'Make room, then send it again.'],
    ['磁盘已满，照片没有收下。', '腾出空间后重发。'],
  ),
} as const satisfies Record<string, ProblemEntry>;

/** What any request can be told. */
const request = {
  invalid_request: entry(
    'invalid',
    ['Something in the request is not right.', 'Correct what `errors` points at.'],
    ['请求内容有误。', '按 `errors` 里的指示逐项改正。'],
  ),
  not_json: entry(
    'invalid',
    ['The body is not valid JSON.', 'Correct the body.'],
    ['请求体不是合法的 JSON。', '改正请求体。'],
  ),
  request_not_understood: entry(
    'invalid',
    ['The address or its encoding is not valid.', 'Correct the address or the headers.'],
    ['地址或编码不合法。', '改正地址或请求头。'],
  ),
  body_too_large: entry(
    'too_large',
    ['The body has more bytes than is taken here.', 'Send less at a time.'],
    ['请求体过大。', '分批发送。'],
  ),
  no_such_address: entry(
    'not_found',
    ['There is nothing at this address for this method.', 'Check the address and the method.'],
    ['该地址（或该方法）不存在。', '检查地址和请求方法。'],
  ),
  cross_site: entry(
    'forbidden',
    ['Another site’s page asked for a change.', 'Use this service’s own pages.'],
    ['来自其他网站页面的修改请求。', '请在本服务自己的页面上操作。'],
  ),
  starting: entry(
    'unavailable',
    ['The service is still starting.', 'Send it again after the seconds in `Retry-After`.'],
    ['服务正在启动。', '按 `Retry-After` 给出的秒数等一会儿再发。'],
  ),
  events_unavailable: entry(
    'unavailable',
    [
      'There are too many listeners to live events, or the service is stopping.',
      'Ask now and then instead; try again later.',
    ],
    ['实时通知的连接数已满，或服务正在停止。', '改为定时查询，稍后再连。'],
  ),
  internal: entry(
    'fault',
    ['A fault of this service; it has been logged.', 'Try again later; report it with the time if it stays.'],
    ['服务内部错误，已记入日志。', '稍后再试；若一直出现，请带上时间报告。'],
  ),
} as const satisfies Record<string, ProblemEntry>;

/** What a person can be told who signs in, or has. */
const account = {
  not_signed_in: entry(
    'unauthenticated',
    ['There is no session, or it has ended.', 'Sign in.'],
    ['未登录，或登录已过期。', '请登录。'],
  ),
  wrong_credentials: entry(
    'unauthenticated',
    ['The name or the password is wrong.', 'Try again.'],
    ['用户名或密码错误。', '重新输入。'],
  ),
  too_many_tries: entry(
    'too_many',
    ['Too many failed sign-ins for this name from this address.', 'Wait as long as `Retry-After` says.'],
    ['同一地址、同一用户名登录失败次数过多。', '按 `Retry-After` 给出的时间等候。'],
  ),
  not_allowed: entry(
    'forbidden',
    ['The account’s role does not allow this.', 'Use another account.'],
    ['该账号的角色没有这个权限。', '换有权限的账号。'],
  ),
} as const satisfies Record<string, ProblemEntry>;

/** What a reviewer can be told, and whoever asks after a photograph. */
const review = {
  no_such_finding: entry(
    'not_found',
    ['There is no such finding, or not one for this account.', 'Go on with the next.'],
    ['没有这条疑点，或该账号无权查看。', '继续下一条。'],
  ),
  finding_changed: entry(
    'conflict',
    ['The finding was judged or altered since it was dealt.', 'Load it again; the verdict sent was not recorded.'],
    ['疑点发到手之后已被他人判定或有变动。', '重新加载；刚才提交的判定没有生效。'],
  ),
  not_your_verdict: entry(
    'forbidden',
    ['Someone else gave the verdict.', 'Ask that person to undo it.'],
    ['这条判定是别人作出的。', '请本人撤销。'],
  ),
  bulk_needs_verdict: entry(
    'unprocessable',
    [
      'Several verdicts at once follow one of the caller’s own, `fits` or `no_waste`, on a bin.',
      'Judge one singly first.',
    ],
    ['批量判定须以本人刚判的一条“投对”或“没有垃圾”为准，且须是桶内照片。', '先逐条判定一条。'],
  ),
  bulk_other_bin: entry(
    'unprocessable',
    ['One of the findings is of another bin.', 'Send findings of one bin only.'],
    ['其中有别的桶的疑点。', '一次只提交同一个桶的疑点。'],
  ),
  no_such_bulk: entry(
    'not_found',
    ['There are no such verdicts given at once, or not by this account.', 'Check the number.'],
    ['没有这次批量判定，或不是该账号作出的。', '核对编号。'],
  ),
  own_photo: entry(
    'forbidden',
    ['The reviewer took this photograph.', 'Someone else must judge it.'],
    ['照片是复核人自己拍的。', '须由他人判定。'],
  ),
  nothing_expected: entry(
    'unprocessable',
    ['The photograph shows no bin, so nothing can be misplaced.', 'Choose another verdict.'],
    ['照片里没有桶，谈不上投错。', '改选其他判定。'],
  ),
  actual_is_expected: entry(
    'unprocessable',
    ['The actual category given is the one expected.', 'Judge `fits`, or name another category.'],
    ['所选实际类别就是该桶应投类别。', '判为 `fits`（投对），或改选其他类别。'],
  ),
  no_such_capture: entry(
    'not_found',
    ['There is no such photograph, or not one for this key or account.', 'Check the number.'],
    ['没有这张照片，或该密钥、账号无权查看。', '核对编号。'],
  ),
  no_such_photo: entry(
    'not_found',
    ['The address of the photograph is wrong or has run out.', 'Load the finding again for a new address.'],
    ['照片地址不对或已过期。', '重新加载该疑点，取得新地址。'],
  ),
  photo_missing: entry(
    'not_found',
    ['The photograph is no longer in the data folder.', 'Restore it from a backup.'],
    ['数据目录里已没有这张照片。', '从备份恢复。'],
  ),
  photo_withheld: entry(
    'not_found',
    ['The photograph waits to be masked, or could not be masked and was erased.', 'Wait until it is classified.'],
    ['照片等待遮挡，或因无法遮挡已被清除。', '等它分类完成后再看。'],
  ),
  original_erased: entry(
    'conflict',
    ['The original of a masked camera’s photograph is gone.', 'It can’t be tried again; take a new photograph.'],
    ['遮挡摄像头的照片原图已清除。', '无法重试，只能重新拍摄。'],
  ),
  not_ended: entry(
    'conflict',
    ['The photograph is still being worked on.', 'Only a failed or unreadable one can be tried again.'],
    ['照片还在处理中。', '只有 failed 或 unreadable 的照片才能重试。'],
  ),
} as const satisfies Record<string, ProblemEntry>;

/** What setting up can be told, and a worker. */
const administration = {
  username_taken: entry(
    'conflict',
    ['There is an account of this name.', 'Choose another name.'],
    ['用户名已存在。', '换一个用户名。'],
  ),
  name_taken: entry(
    'conflict',
    ['There is an estate, or a station of the estate, of this name.', 'Choose another name.'],
    ['同名小区已存在，或该小区已有同名投放点。', '换一个名称。'],
  ),
  no_such_estate: entry(
    'not_found',
    ['There is no such estate.', 'Check the number.'],
    ['没有这个小区。', '核对编号。'],
  ),
  no_such_station: entry(
    'not_found',
    ['There is no such station.', 'Check the number.'],
    ['没有这个投放点。', '核对编号。'],
  ),
  no_such_camera: entry(
    'not_found',
    ['There is no such camera.', 'Check the number.'],
    ['没有这个摄像头。', '核对编号。'],
  ),
  bin_elsewhere: entry(
    'unprocessable',
    ['The bin of a view is not one of the camera’s station.', 'Choose a bin of that station.'],
    ['视区对应的桶不在摄像头所在的投放点。', '选该投放点的桶。'],
  ),
  bin_counted_elsewhere: entry(
    'conflict',
    ['Another camera counts this bin already.', 'Send the view with `"counting": false`.'],
    ['这个桶已由另一摄像头计数。', '该视区设为 `"counting": false`。'],
  ),
  nothing_to_mask: entry(
    'conflict',
    ['The photograph’s camera had no masks when it came.', 'A fault of the worker; update it.'],
    ['这张照片上传时，摄像头没有设遮挡。', 'worker 有误，请升级。'],
  ),
  masks_changed: entry(
    'conflict',
    ['The camera’s masks were changed while the picture was being masked.', 'The worker does it again by itself.'],
    ['遮挡处理期间，摄像头的遮挡区有改动。', 'worker 会自动重做。'],
  ),
  wrong_worker_key: entry(
    'unauthenticated',
    ['The worker key is missing or wrong.', 'Give the worker the web process’s WORKER_KEY.'],
    ['没带 worker 密钥，或密钥不对。', '让 worker 与 web 进程使用同一个 WORKER_KEY。'],
  ),
} as const satisfies Record<string, ProblemEntry>;

export const problemCodes = {
  ...intake,
  ...request,
  ...account,
  ...review,
  ...attribution,
  ...consequences,
  ...desk,
  ...administration,
  ...accounts,
  ...settings,
  ...arrivals,
  ...places,
  ...monthReports,
  ...messages,
  ...push,
  ...volunteers,
};

export type ProblemCode = keyof typeof problemCodes;
