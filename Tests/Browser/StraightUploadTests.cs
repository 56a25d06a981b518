using Instagram.Storage.Objects;

namespace Instagram.Tests.Browser;

/// <summary>With S3 a browser sends photos to another host: its rules and the page's must both allow that.</summary>
[Collection(BrowserGroup.Name)]
public sealed class StraightUploadTests(BrowserFixture browser)
{
    [BrowserS3Fact]
    public async Task A_photo_goes_straight_to_the_store_and_is_shown_by_the_server()
    {
        await using var product = await Product.Start((await TestS3.NewBucket()).Settings());
        await using var kim = await browser.Someone(at: product.Address);
        using var photo = PhotoFile.Hills();
        await kim.SignUp("kim");
        await kim.ChoosePhotos(photo.Path);

        await kim.Share("To the bucket");

        await Person.ExpectLoaded(kim.Page.GetByAltText("Photo without a description"));
        // Its one request to anyone but the server is the upload; the page's policy had no objection.
        var store = product.Service<IObjectStore>().UploadOrigin!;
        Assert.All(kim.Complaints, said => Assert.Matches($"^foreign request at .*: {store}/[^/]+/uploads/", said));
        Assert.NotEmpty(kim.Complaints);
    }
}
