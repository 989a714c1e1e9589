using System.Reflection;
using BreakupGuide.BrowserTests;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("BreakupGuide.BrowserTests." + nameof(JourneyFramework), "BreakupGuide.BrowserTests")]

namespace BreakupGuide.BrowserTests;

/// <summary>Ends what all journeys share after the last of them; xunit itself has fixtures of a class or of a collection only.</summary>
public sealed class JourneyFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider source, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, source, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink results, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, results, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await base.BeforeTestAssemblyFinishedAsync();
            await SharedSite.EndAsync();
            await Chromium.EndAsync();
        }
    }
}
