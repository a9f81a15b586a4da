/** Adding homes of one unit: building and unit are made where there are none yet, retired homes come back. */
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem-text.ts';
import { useAddHomes, usePlaceTree } from './places.api.ts';

interface Values {
  estateId: number;
  building: string;
  unit: string;
  rooms: string;
}

const roomsIn = (text: string): string[] => [...new Set(text.split(/[\s,，;；、]+/).filter((one) => one !== ''))];

export function AddHomes({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const tree = usePlaceTree();
  const add = useAddHomes();
  const estates = (tree.data?.estates ?? []).filter(({ retiredAt }) => retiredAt === null);
  const required = [{ required: true, whitespace: true, message: t('dutiesPage.missing') }];
  const said = add.data && t('placesPage.homesAdded', { ...add.data });
  return (
    <Modal
      open
      title={t('placesPage.addHomes')}
      okText={t('placesPage.addHomes')}
      cancelText={t(add.data ? 'placesPage.close' : 'cameraPage.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={estates.length === 1 ? { estateId: estates[0]?.id } : {}}
        onFinish={({ rooms, ...where }) =>
          add.mutate({ ...where, rooms: roomsIn(rooms) }, { onSuccess: () => form.setFieldValue('rooms', '') })
        }
      >
        {add.error && (
          <div role="alert">
            <Alert type="error" showIcon title={problemText(add.error, t)} />
          </div>
        )}
        {said && <Alert type="success" showIcon role="status" title={said} />}
        <Form.Item
          name="estateId"
          label={t('homesPage.estate')}
          rules={[{ required: true, message: t('dutiesPage.missing') }]}
        >
          <Select
            loading={tree.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            options={estates.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="building" label={t('placesPage.building')} rules={required}>
          <Input maxLength={64} placeholder={t('placesPage.buildingExample')} />
        </Form.Item>
        <Form.Item name="unit" label={t('placesPage.unit')} rules={required}>
          <Input maxLength={64} placeholder={t('placesPage.unitExample')} />
        </Form.Item>
        <Form.Item name="rooms" label={t('placesPage.rooms')} extra={t('placesPage.roomsHelp')} rules={required}>
          <Input.TextArea rows={3} placeholder="101 102 201 202" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
