import { words } from './words.ts';

export const people = words({
  types: {
    User: ['账号', 'Account'], Provider: ['服务商', 'Provider'], Enterprise: ['企业', 'Enterprise'], Expert: ['专家', 'Expert'], Me: ['我的身份', 'Who you are'],
  },
  fields: {
    User: {
      login: ['登录名', 'Login'], name: ['姓名', 'Name'], role: ['角色', 'Role'], district: ['区市', 'District'], providerId: ['服务商', 'Provider'], enterpriseId: ['企业', 'Enterprise'], expertId: ['专家', 'Expert'],
      manager: ['单位管理员', 'Manager'], mustChangePassword: ['须修改密码', 'Must change password'], lastSignInAt: ['最近登录', 'Last sign-in'],
    },
    Me: { name: ['姓名', 'Name'], role: ['角色', 'Role'], district: ['区市', 'District'], providerId: ['服务商', 'Provider'], enterpriseId: ['企业', 'Enterprise'], expertId: ['专家', 'Expert'], manager: ['单位管理员', 'Manager'], may: ['可用操作', 'May do'] },
    Provider: {
      uscc: ['统一社会信用代码', 'USCC'], name: ['名称', 'Name'], kind: ['类型', 'Kind'], district: ['区市', 'District'], contactName: ['联系人', 'Contact'], contactPhone: ['联系电话', 'Telephone'], contactEmail: ['电子邮箱', 'E-mail'],
      foundedOn: ['成立日期', 'Founded on'], staff: ['人数', 'Staff'], certificates: ['资质证书', 'Certificates'], profile: ['简介', 'Profile'],
    },
    Enterprise: {
      uscc: ['统一社会信用代码', 'USCC'], name: ['单位名称', 'Name'], district: ['区市', 'District'], division: ['行业大类', 'Division'], size: ['单位规模', 'Size'], employees: ['从业人员', 'Employees'], revenue: ['主营业务收入(万元)', 'Revenue (10,000 CNY)'],
      contactName: ['联系人', 'Contact'], contactPhone: ['联系电话', 'Telephone'],
    },
    Expert: { number: ['编号', 'Number'], name: ['姓名', 'Name'], employerUscc: ['单位统一社会信用代码', 'Employer USCC'], phone: ['电话', 'Telephone'], email: ['电子邮箱', 'E-mail'], scenarios: ['擅长场景', 'Scenarios'], mostReviews: ['最多评审数', 'Most reviews'] },
  },
  enums: {
    ProviderKind: { INTEGRATOR: ['综合集成型', 'integrating provider'], PRODUCT: ['小快轻准产品型', 'small-product provider'], CHAIN_LEADER: ['链主企业型', 'chain leader'] },
    EnterpriseSize: { LARGE: ['大型', 'large'], MEDIUM: ['中型', 'medium'], SMALL: ['小型', 'small'], MICRO: ['微型', 'micro'] },
    UserState: { ACTIVE: ['启用', 'active'], DISABLED: ['停用', 'disabled'] },
    ExpertState: { ACTIVE: ['在库', 'active'], RESTING: ['暂停', 'resting'] },
  },
  moves: {
    User: {
      DISABLE: { name: ['停用', 'Disable'], effect: ['该账号将不能登录,已登录的会话立即失效。', 'The account can no longer sign in; its sessions end at once.'], done: ['账号已停用。', 'The account is disabled.'] },
      ENABLE: { name: ['启用', 'Enable'], effect: ['该账号可以重新登录。', 'The account can sign in again.'], done: ['账号已启用。', 'The account is enabled.'] },
    },
    Expert: {
      REST: { name: ['暂停', 'Rest'], effect: ['该专家不再参加新的抽取。', 'The expert is no longer drawn.'], done: ['已暂停。', 'The expert rests.'] },
      RETURN: { name: ['恢复', 'Return'], effect: ['该专家重新参加抽取。', 'The expert is drawn again.'], done: ['已恢复。', 'The expert is back.'] },
    },
  },
  facts: { 'User.SIGN_IN': ['登录', 'signed in'] },
  reasons: {
    USER_LOGIN_TAKEN: ['该登录名已被使用。', 'This login is taken.'],
    PROVIDER_USCC_TAKEN: ['该统一社会信用代码的服务商已存在。', 'A provider with this USCC exists.'],
    ENTERPRISE_USCC_TAKEN: ['该统一社会信用代码的企业已存在。', 'An enterprise with this USCC exists.'],
    EXPERT_NUMBER_TAKEN: ['该专家编号已存在。', 'An expert with this number exists.'],
  },
  constraints: { USER_LOGIN_TAKEN: 'BAD_USER_INPUT', PROVIDER_USCC_TAKEN: 'BAD_USER_INPUT', ENTERPRISE_USCC_TAKEN: 'BAD_USER_INPUT', EXPERT_NUMBER_TAKEN: 'BAD_USER_INPUT' },
});
