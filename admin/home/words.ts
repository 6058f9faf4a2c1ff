import type { Pair } from '../i18n/index.ts';
import { sayingOf } from '../kit/words.ts';

export const homeWords = {
  waiting: ['等您办理', 'Waiting for you'],
  nothing: ['目前没有等您办理的事项。', 'Nothing waits for you now.'],
  oldest: ['最早 %{when}', 'oldest %{when}'],
  yours: ['您可以从这里开始', 'Where to go from here'],
  catalogue: ['浏览可免费试用的产品', 'Browse what can be tried free of charge'],
  steps: ['开始使用', 'Getting started'],
  stepsDone: ['已完成 %{done} / %{all}', '%{done} of %{all} done'],
  done: ['已完成', 'done'],
  step_registers: ['导入规上工业名录', 'Import the register of enterprises'],
  step_registers_hint: [
    '统计部门每月提供的名录，是覆盖率的分母',
    'The monthly list of the statistics office: the denominator of the figure',
  ],
  step_targets: ['设定本年目标', 'Set the target of the year'],
  step_targets_hint: ['全市和各区市的目标，用来计算还差多少家', 'For the city and its districts; the gap in enterprises follows from it'],
  step_experts: ['录入评审专家', 'Enter the expert reviewers'],
  step_experts_hint: ['评审时从专家库中抽取', 'Panels are drawn from among them'],
  step_calls: ['发布第一次征集', 'Open the first call'],
  step_calls_hint: ['服务商据此申报产品和解决方案', 'Providers file their products and solutions to it'],
} as const satisfies Record<string, Pair>;

export const useHomeWords = sayingOf('home', homeWords);
