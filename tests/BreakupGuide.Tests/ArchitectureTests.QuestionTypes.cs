using System.Text.RegularExpressions;
using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Reflections.Questions;
using static BreakupGuide.Tests.SourceFiles;

namespace BreakupGuide.Tests;

/// <summary>A type of question is a folder: only its own folder and the one list of types name what is in it.</summary>
public partial class ArchitectureTests
{
    private const string TypeFolders = "BreakupGuide.Features.Reflections.QuestionTypes.";

    /// <summary>The types of each folder, by its namespace.</summary>
    private static readonly ILookup<string, Type> QuestionTypeFolders = typeof(QuestionTypeList).Assembly.GetTypes()
        .Where(t => !t.IsNested && t.Namespace?.StartsWith(TypeFolders, StringComparison.Ordinal) == true).ToLookup(t => t.Namespace!);

    [Fact]
    public void Each_type_of_question_has_all_its_parts_in_one_folder()
    {
        Assert.True(QuestionTypeFolders.Count > 5);
        Assert.All(QuestionTypeFolders, folder => Assert.All(
            new[] { typeof(QuestionType), typeof(QuestionOptions), typeof(AnswerValue), typeof(AnswerControl) },
            part => Assert.Contains(folder, part.IsAssignableFrom)));
        Assert.Equal(
            QuestionTypeList.All.Select(t => t.GetType()).OrderBy(t => t.Name),
            QuestionTypeFolders.SelectMany(f => f).Where(typeof(AnswerType).IsAssignableFrom).OrderBy(t => t.Name));
    }

    [Fact]
    public void No_type_uses_a_type_of_question_from_outside_its_folder()
    {
        var owned = QuestionTypeFolders.SelectMany(f => f).ToHashSet();
        var uses =
            from type in typeof(QuestionTypeList).Assembly.GetTypes()
            where !type.IsNested
            from used in TypeUse.Of(type)
            where owned.Contains(Outermost(used)) && Outermost(used).Namespace != type.Namespace
            select (type.Name, Used: used);
        var list = uses.ToLookup(u => u.Name == nameof(QuestionTypeList));

        Assert.Superset(QuestionTypeList.All.Select(t => t.GetType()).ToHashSet(), list[true].Select(u => u.Used).ToHashSet());
        Assert.Empty(list[false].Select(u => $"{u.Name} uses {u.Used.FullName}").Distinct());
    }

    // What only compiles away, and what comments say, is seen here.
    [Fact]
    public void No_file_names_a_type_of_question_from_outside_its_folder()
    {
        var files = Files("", "*.cs", "*.razor").Where(f => Path.GetFileName(f) != nameof(QuestionTypeList) + ".cs").ToList();
        var found = 0;
        var wrong = new List<string>();
        foreach (var folder in QuestionTypeFolders)
        {
            var own = Path.Combine(ProgramFolder, "Features", "Reflections", "QuestionTypes", folder.Key[TypeFolders.Length..]) + Path.DirectorySeparatorChar;
            var names = new Regex($@"\b({string.Join('|', folder.Select(t => t.Name).Where(n => !n.StartsWith('<')))})\b|{Regex.Escape(folder.Key)}\b");
            foreach (var file in files.Where(f => names.IsMatch(File.ReadAllText(f))))
            {
                if (file.StartsWith(own, StringComparison.Ordinal)) found++;
                else wrong.Add($"{Short(file)}: {names.Match(File.ReadAllText(file)).Value}");
            }
        }

        Assert.True(found > 20);
        Assert.Empty(wrong);
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
