using BreakupGuide.App;
using BreakupGuide.Content;
using BreakupGuide.Data;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Export;
using BreakupGuide.Features.Journal;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Space;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;

StartFailure.TellInSentences();
var builder = WebApplication.CreateBuilder(HostSetup.Options(args));
builder.AddHost();
builder.Services.AddContent();
builder.Services.AddData();
builder.Services.AddSpaces();
builder.Services.AddEntries();
builder.Services.AddDrafts();
builder.Services.AddReflections();
builder.Services.AddSpacePages();
builder.Services.AddJournal();
builder.Services.AddExport();

var app = builder.Build();
if (Commands.Run(app, args, Console.Out, Console.Error) is { } exitCode) return exitCode;
if (!app.Environment.IsDevelopment()) CoreDumps.Forbid();
app.UseData();
app.UseHost();
app.MapDrafts();
app.MapSpacePages();
app.MapReflections();
app.MapJournal();
app.MapExport();
app.Run();
return 0;

public partial class Program;
