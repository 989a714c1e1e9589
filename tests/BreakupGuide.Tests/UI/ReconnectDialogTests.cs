using BreakupGuide.UI;
using Bunit;

namespace BreakupGuide.Tests.UI;

public class ReconnectDialogTests : BunitContext
{
    [Fact]
    public void It_is_the_element_that_the_client_script_looks_for_and_never_a_dialog_over_the_page()
    {
        var bar = Render<ReconnectDialog>().Find("#components-reconnect-modal");

        Assert.Equal("DIV", bar.TagName);
        Assert.Equal("status", bar.GetAttribute("role"));
    }

    [Fact]
    public void Trying_again_and_loading_again_are_offered_and_never_done_unasked()
    {
        var bar = Render<ReconnectDialog>();

        Assert.Equal("Try again", bar.Find(".failed [data-reconnect=retry]").TextContent);
        Assert.Equal("Load the page again", bar.Find(".rejected [data-reconnect=reload]").TextContent);
        Assert.Empty(bar.FindAll(".show button"));
    }
}
