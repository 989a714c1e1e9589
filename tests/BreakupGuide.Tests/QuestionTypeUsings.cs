// Tests write answers of all types; the program names each in one folder only.
global using BreakupGuide.Features.Reflections.QuestionTypes;
global using BreakupGuide.Features.Reflections.QuestionTypes.Checklist;
global using BreakupGuide.Features.Reflections.QuestionTypes.Choice;
global using BreakupGuide.Features.Reflections.QuestionTypes.Date;
global using BreakupGuide.Features.Reflections.QuestionTypes.Fields;
global using BreakupGuide.Features.Reflections.QuestionTypes.List;
global using BreakupGuide.Features.Reflections.QuestionTypes.Scale;
global using BreakupGuide.Features.Reflections.QuestionTypes.Sort;
global using BreakupGuide.Features.Reflections.QuestionTypes.Text;
