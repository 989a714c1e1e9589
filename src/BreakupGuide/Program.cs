using BreakupGuide.App;
using BreakupGuide.Content;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Space;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Privacy;
using BreakupGuide.Sessions;

var builder = WebApplication.CreateBuilder(House.Options(args));
builder.AddHouse();
builder.Services.AddContent();
builder.Services.AddData();
builder.Services.AddSessions();
builder.Services.AddEntries();
builder.Services.AddReflections();
builder.Services.AddSpace();
builder.Services.AddJournal();

var app = builder.Build();
if (Commands.Run(app, args, Console.Out) is { } exitCode) return exitCode;
if (!app.Environment.IsDevelopment()) CoreDumps.Forbid();
app.UseData();
app.UseHouse();
app.MapEntries();
app.MapSpace();
app.MapJournal();
app.MapTransfer();
app.Run();
return 0;

public partial class Program;
