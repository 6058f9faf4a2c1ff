import { useTranslate } from 'react-admin';

export const assessmentWords = {
  what: ['评测对象', 'What is assessed'],
  answers: ['评分项(100 分)', 'Scored questions (100 points)'],
  scenarioLevels: ['16 个场景的等级', 'Levels of the 16 scenarios'],
  result: ['结果', 'Result'],
  proof: ['证明', 'Proof'],
  levelIs: ['%{level}', '%{level}'],
  level0: ['未达一级', 'No level yet'],
  level1: ['一级', 'Level 1'],
  level2: ['二级', 'Level 2'],
  level3: ['三级', 'Level 3'],
  level4: ['四级', 'Level 4'],
  next: ['再有 %{what},即为%{level}', '%{what} more and it is %{level}'],
  points: ['%{count} 分', '%{count} points'],
  scenarios: ['%{count} 个达到该级的场景', '%{count} scenarios at that level'],
  constraints: ['%{count} 个达到该级的约束性场景', '%{count} constraint scenarios at that level'],
  highest: ['已是最高等级', 'The highest level'],
  and: ['、', ', '],
  worth: ['%{points} 分', '%{points} points'],
  faults: ['还有 %{count} 处未答或有误', '%{count} things are unanswered or wrong'],
  constraint: ['约束性', 'constraint'],
  guidance: ['指导性', 'guidance'],
  none: ['未开展', 'None'],
  before: ['与其他评测对照', 'Against other assessments'],
  scheme: ['%{name}(第 %{version} 版)', '%{name} (version %{version})'],
  chooseDay: ['先选评测日期,再作答', 'Choose the day first'],
} as const;

export type AssessmentWord = keyof typeof assessmentWords;
export function useAssessmentWords(): (key: AssessmentWord, holes?: Record<string, unknown>) => string {
  const translate = useTranslate();
  return (key, holes) => translate(`screens.Assessment.${key}`, holes);
}

interface Missing {
  level: number;
  nextLevel?: number | null;
  missingPoints?: string | null;
  missingScenarios?: number | null;
  missingConstraints?: number | null;
}
const levelKey = (level: number) => `level${level}` as AssessmentWord;
const plain = (points: string) => String(Number(points));

/** The level in words, and what stands between it and the next. */
export function useLevelWords() {
  const words = useAssessmentWords();
  const level = (value: number) => words(levelKey(value));
  const bottleneck = ({ nextLevel, missingPoints, missingScenarios, missingConstraints }: Missing): string => {
    if (!nextLevel) return '';
    const what = [
      Number(missingPoints) > 0 ? words('points', { count: plain(missingPoints!) }) : '',
      missingScenarios ? words('scenarios', { count: missingScenarios }) : '',
      missingConstraints ? words('constraints', { count: missingConstraints }) : '',
    ].filter(Boolean);
    return words('next', { what: what.join(words('and')), level: level(nextLevel) });
  };
  return { level, bottleneck };
}
