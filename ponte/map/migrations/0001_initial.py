import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import ponte.core.codes
import ponte.core.references
import ponte.map.models.claim_code
import ponte.map.models.membership_invitation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('staff_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='Paid staff')),
                ('volunteer_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='Volunteers')),
                ('budget_band', models.CharField(blank=True, choices=[('none', 'No budget'), ('5k', 'Up to 5,000 euros'), ('25k', '5,000 to 25,000 euros'), ('100k', '25,000 to 100,000 euros'), ('500k', '100,000 to 500,000 euros'), ('more', 'More than 500,000 euros')], max_length=5, verbose_name='Yearly budget')),
                ('has_bank_account', models.BooleanField(blank=True, null=True, verbose_name='Has a bank account')),
                ('accounting', models.CharField(blank=True, max_length=200, verbose_name='How the books are kept')),
                ('policies', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='Written rules')),
                ('grants_managed', models.TextField(blank=True, max_length=4000, verbose_name='Grants managed, and past funders')),
                ('languages', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='Languages spoken')),
                ('spaces', models.CharField(blank=True, max_length=300, verbose_name='Spaces')),
                ('equipment', models.CharField(blank=True, max_length=300, verbose_name='Equipment')),
                ('skills', models.CharField(blank=True, max_length=300, verbose_name='Skills')),
                ('works_remotely', models.BooleanField(blank=True, null=True, verbose_name='Can run work at a distance')),
                ('local_partners', models.TextField(blank=True, max_length=4000, verbose_name='Partners in the country of origin')),
                ('access_constraints', models.CharField(blank=True, max_length=300, verbose_name='What makes access hard')),
                ('willing_to', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='Willing to')),
                ('availability', models.CharField(blank=True, max_length=200, verbose_name='When they can meet')),
                ('channels', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='How they like to be reached')),
                ('may_send_spokesperson', models.BooleanField(blank=True, null=True, verbose_name='May send a spokesperson')),
                ('needs', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='What would help them')),
                ('shown_to', models.JSONField(blank=True, default=dict, verbose_name='Who sees what')),
                ('places_shown', models.CharField(choices=[('address', 'The address'), ('city', 'The town'), ('area', 'About 50 kilometres around'), ('country', 'The country only')], default='city', max_length=10, verbose_name='How exactly others see where it is')),
                ('takes_messages', models.BooleanField(default=True, help_text='They do not see the address. What they write is not kept.', verbose_name='People may write to it from its page')),
                ('reference', ponte.core.references.ReferenceField()),
                ('state', models.CharField(choices=[('proposed', 'Waits for the office'), ('declared', 'Not verified yet'), ('checked', 'Documents checked'), ('verified', 'Verified'), ('suspended', 'Suspended'), ('dissolved', 'Does not exist any more'), ('removed', 'Taken off the register'), ('merged', 'Joined with another record')], default='declared', max_length=10, verbose_name='How sure we are')),
                ('visibility', models.CharField(choices=[('public', 'Everybody'), ('members', 'People who signed in'), ('office', 'Only the office')], default='office', max_length=10, verbose_name='Who may see this record')),
                ('source', models.CharField(blank=True, help_text='Where we know this from.', max_length=300, verbose_name='Source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='Address of the source')),
                ('consent', models.CharField(choices=[('not_asked', 'Not asked yet'), ('public_source', 'Not asked: taken from a public source'), ('oral', 'Agreed by word of mouth'), ('written', 'Agreed in writing')], default='not_asked', max_length=15, verbose_name='Consent to be listed')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='Consent given on')),
                ('external_id', models.CharField(blank=True, help_text='Lets a later import find this record.', max_length=100, verbose_name='Number in another list')),
                ('created_at', models.DateTimeField(editable=False)),
                ('changed_at', models.DateTimeField(editable=False)),
                ('verified_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('declared_by_itself_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('changed_since_check_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('dissolved_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Does not exist since')),
                ('name', models.CharField(help_text='As they write it themselves.', max_length=300, verbose_name='Name')),
                ('name_language', models.CharField(blank=True, max_length=20, verbose_name='Language of the name')),
                ('kind', models.CharField(choices=[('association', 'Association'), ('informal_group', 'Informal group'), ('federation', 'Federation or umbrella'), ('foundation', 'Foundation'), ('social_enterprise', 'Social enterprise'), ('cooperative', 'Cooperative'), ('faith', 'Faith community'), ('student', 'Student group'), ('professional', 'Professional or alumni network'), ('media', 'Media'), ('individual', 'Community agent (one person)'), ('unknown', 'Not known yet')], default='unknown', max_length=20, verbose_name='Kind')),
                ('legal_form', models.CharField(blank=True, max_length=150, verbose_name='Legal form')),
                ('founded_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1500, 'Write the year with four digits, like 1998.'), django.core.validators.MaxValueValidator(2100, 'Write the year with four digits, like 1998.')], verbose_name='Year founded')),
                ('members_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='Members')),
                ('members_women', models.PositiveIntegerField(blank=True, null=True, verbose_name='of whom women')),
                ('members_young', models.PositiveIntegerField(blank=True, null=True, verbose_name='of whom under 30')),
                ('diaspora_led_percent', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Share of the board from the diaspora (%)')),
                ('generation', models.CharField(blank=True, choices=[('first', 'First generation'), ('second', 'Second generation'), ('mixed', 'Mixed')], max_length=10, verbose_name='Generation')),
                ('communities', models.CharField(blank=True, help_text='Nationalities, peoples or languages, with commas.', max_length=300, verbose_name='Communities')),
                ('sectors', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='What they work on')),
                ('targets', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='Whom they work with')),
                ('services', models.TextField(blank=True, max_length=4000, verbose_name='Services offered')),
                ('sort_name', models.CharField(db_index=True, editable=False, max_length=300)),
                ('contributed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='map.organisation')),
                ('umbrella', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members', to='map.organisation', verbose_name='Federation')),
                ('verified_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['sort_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MembershipInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail')),
                ('role', models.CharField(choices=[('owner', 'Answers for the record, and invites others'), ('editor', 'Edits the record'), ('finance', 'Follows the money'), ('reader', 'Reads')], max_length=10, verbose_name='Role')),
                ('language', models.CharField(max_length=12, verbose_name='Language of the mail')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Invited')),
                ('expires_at', models.DateTimeField(default=ponte.map.models.membership_invitation.two_weeks_from_now, verbose_name='Good until')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='Accepted')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='Taken back')),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='membership_invitations', to='map.organisation')),
            ],
            options={
                'verbose_name': 'invitation to an organisation',
                'verbose_name_plural': 'invitations to organisations',
                'ordering': ['-invited_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'Answers for the record, and invites others'), ('editor', 'Edits the record'), ('finance', 'Follows the money'), ('reader', 'Reads')], max_length=10, verbose_name='Role')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='map.organisation')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('visit', 'At the office or on a visit'), ('phone', 'By telephone'), ('paper', 'On paper'), ('event', 'At a meeting or an event'), ('online', 'Typed in by themselves')], max_length=10, verbose_name='How they told us')),
                ('person', models.CharField(blank=True, max_length=150, verbose_name='Who told us')),
                ('position', models.CharField(blank=True, max_length=150, verbose_name='What they do there')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='intake', to='map.organisation')),
            ],
            options={
                'verbose_name': 'first information',
                'verbose_name_plural': 'first information',
                'ordering': ['organisation_id'],
            },
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(default=0, verbose_name='How sure')),
                ('evidence', models.JSONField(blank=True, default=list, verbose_name='Why')),
                ('state', models.CharField(choices=[('open', 'To decide'), ('merged', 'Joined'), ('different', 'Not the same')], default='open', max_length=10, verbose_name='State')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('moved', models.JSONField(blank=True, default=dict)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('found_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='map.organisation')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='map.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='map.organisation')),
            ],
            options={
                'verbose_name': 'pair of records',
                'verbose_name_plural': 'pairs of records',
                'ordering': ['-score', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClaimCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=200)),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Printed')),
                ('expires_at', models.DateTimeField(default=ponte.map.models.claim_code.half_a_year_from_now, verbose_name='Good until')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='Used')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='Taken back')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claim_codes', to='map.organisation')),
            ],
            options={
                'verbose_name': 'claim code',
                'verbose_name_plural': 'claim codes',
                'ordering': ['-issued_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', ponte.core.references.ReferenceField()),
                ('state', models.CharField(choices=[('open', 'Waits for the office'), ('asked', 'The office asked for more'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('withdrawn', 'Taken back')], default='open', max_length=10, verbose_name='State')),
                ('position', models.CharField(blank=True, max_length=150, verbose_name='What you do there')),
                ('statement', models.TextField(blank=True, max_length=4000, verbose_name='How the office can see that it is true')),
                ('with_code', models.BooleanField(default=False, verbose_name='Had the code the office printed')),
                ('address_asked_at', models.DateTimeField(blank=True, null=True)),
                ('address_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='Confirmed from the address of the organisation')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ManyToManyField(blank=True, related_name='+', to='core.storedfile')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='map.organisation')),
            ],
            options={
                'verbose_name': 'claim',
                'verbose_name_plural': 'claims',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('website', 'Website'), ('email', 'E-mail'), ('phone', 'Telephone'), ('whatsapp', 'WhatsApp'), ('facebook', 'Facebook'), ('instagram', 'Instagram'), ('other', 'Another way')], max_length=10, verbose_name='Way to reach them')),
                ('value', models.CharField(max_length=300, verbose_name='Number or address')),
                ('is_public', models.BooleanField(default=False, verbose_name='Show it to everybody')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='map.organisation')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(max_length=20, verbose_name='Register')),
                ('value', models.CharField(max_length=60, verbose_name='Number')),
                ('register', models.CharField(blank=True, max_length=150, verbose_name='Name of the register')),
                ('section', models.CharField(blank=True, max_length=100, verbose_name='Section of the register')),
                ('registered_on', models.DateField(blank=True, null=True, verbose_name='Registered on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Registration ends on')),
                ('is_public', models.BooleanField(default=False, verbose_name='Show it to everybody')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='map.organisation')),
            ],
            options={
                'verbose_name': 'number in a register',
                'verbose_name_plural': 'numbers in registers',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='Name')),
                ('language', models.CharField(blank=True, max_length=20, verbose_name='Language')),
                ('kind', models.CharField(choices=[('legal', 'Official name'), ('other', 'In another language or script'), ('acronym', 'Acronym'), ('former', 'Former name')], default='other', max_length=10, verbose_name='What this name is')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='map.organisation')),
            ],
            options={
                'verbose_name': 'name',
                'verbose_name_plural': 'names',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='What they did')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='Figures and details')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='Source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='Address of the source')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='map.organisation')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('origin', 'Roots in'), ('residence', 'Based in'), ('activity', 'Active in')], max_length=10, verbose_name='What this place is')),
                ('area', models.CharField(help_text='ISO 3166 alpha-3, or UN M49.', max_length=3, verbose_name='Country or region')),
                ('locality', models.CharField(blank=True, max_length=150, verbose_name='Town or area')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('precision', models.CharField(choices=[('address', 'Address'), ('city', 'City'), ('area', 'Area'), ('country', 'Country'), ('region', 'Region of the world')], default='country', max_length=10, verbose_name='How precise')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='map.organisation')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='Name')),
                ('position', models.CharField(blank=True, choices=[('president', 'President'), ('deputy', 'Deputy'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer'), ('coordinator', 'Coordinator'), ('contact', 'Person who answers')], max_length=12, verbose_name='Position')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='Telephone')),
                ('since', models.DateField(blank=True, null=True, verbose_name='Since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representatives', to='map.organisation')),
            ],
            options={
                'verbose_name': 'representative',
                'verbose_name_plural': 'representatives',
                'ordering': ['organisation_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Stakeholder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', ponte.core.references.ReferenceField()),
                ('name', models.CharField(max_length=300, verbose_name='Name')),
                ('sort_name', models.CharField(db_index=True, editable=False, max_length=300)),
                ('kind', models.CharField(choices=[('ministry', 'Ministry or national authority'), ('local_authority', 'City, province or region'), ('embassy', 'Embassy or consulate'), ('international', 'International organisation'), ('donor', 'Donor or foundation'), ('ngo', 'Non-governmental organisation'), ('media', 'Media'), ('faith', 'Faith body'), ('university', 'University or research'), ('business', 'Company or chamber of commerce'), ('person', 'Influential person'), ('other', 'Other')], max_length=20, verbose_name='Kind')),
                ('countries', ponte.core.codes.CodesField(blank=True, default=list, verbose_name='Countries they matter for')),
                ('cares_about', models.TextField(blank=True, max_length=4000, verbose_name='What they care about')),
                ('interest', models.PositiveSmallIntegerField(choices=[(1, 'Low'), (2, 'Medium'), (3, 'High')], default=2, help_text='How much they want it.', verbose_name='Interest')),
                ('influence', models.PositiveSmallIntegerField(choices=[(1, 'Low'), (2, 'Medium'), (3, 'High')], default=2, help_text='How much they can change.', verbose_name='Influence')),
                ('contact_person', models.CharField(blank=True, max_length=150, verbose_name='Person who answers')),
                ('position', models.CharField(blank=True, max_length=150, verbose_name='Their position')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('phone', models.CharField(blank=True, max_length=50, verbose_name='Telephone')),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='Website')),
                ('is_past', models.BooleanField(default=False, verbose_name='We do not work with them any more')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('focal_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stakeholders', to=settings.AUTH_USER_MODEL, verbose_name='Focal person of the office')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='as_stakeholder', to='map.organisation', verbose_name='In the directory as')),
            ],
            options={
                'verbose_name': 'stakeholder',
                'verbose_name_plural': 'stakeholders',
                'ordering': ['sort_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='On')),
                ('how', models.CharField(choices=[('meeting', 'Meeting'), ('call', 'Telephone or video call'), ('letter', 'Letter or e-mail'), ('event', 'Event'), ('visit', 'Visit'), ('other', 'Other')], default='meeting', max_length=10, verbose_name='How')),
                ('text', models.TextField(max_length=4000, verbose_name='What was said')),
                ('next_step', models.CharField(blank=True, max_length=300, verbose_name='Next step')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='Next step until')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='map.stakeholder')),
            ],
            options={
                'verbose_name': 'entry of the relation log',
                'verbose_name_plural': 'entries of the relation log',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['-changed_at', '-id'], name='organisation_by_change'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_at__isnull', False), _connector='OR'), name='organisation_verified_has_date'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='organisation_merged_says_into_which'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='organisation_merged_into_another'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id',), name='organisation_external_id_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='membershipinvitation',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), models.Q(('email', ''), _negated=True)), fields=('organisation', 'email'), name='membership_invitation_open_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'person'), name='membership_once'),
        ),
        migrations.AddIndex(
            model_name='duplicatepair',
            index=models.Index(fields=['state', '-score', 'id'], name='duplicate_pair_queue'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='duplicate_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='duplicate_pair_in_order'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('score__lte', 100)), name='duplicate_pair_score'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('kept', None), ('kept', models.F('one')), ('kept', models.F('other')), _connector='OR'), name='duplicate_pair_keeps_one_of_the_two'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('kept', None)), _connector='OR'), name='duplicate_pair_keeps_one_when_merged'),
        ),
        migrations.AddConstraint(
            model_name='claimcode',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=('organisation',), name='claim_code_open_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'asked'))), fields=('organisation', 'person'), name='claim_open_once'),
        ),
        migrations.AddIndex(
            model_name='organisationidentifier',
            index=models.Index(fields=['scheme', 'value'], name='identifier_by_value'),
        ),
        migrations.AddConstraint(
            model_name='organisationidentifier',
            constraint=models.CheckConstraint(condition=models.Q(('is_public', False), models.Q(('scheme', 'IT-CF'), _negated=True), django.db.models.lookups.LessThan(django.db.models.functions.text.Length('value'), 16), _connector='OR'), name='tax_code_of_a_person_is_not_public'),
        ),
        migrations.AddConstraint(
            model_name='organisationplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='place_has_both_coordinates_or_none'),
        ),
        migrations.AddConstraint(
            model_name='stakeholder',
            constraint=models.CheckConstraint(condition=models.Q(('interest__in', [1, 2, 3])), name='stakeholder_interest_known'),
        ),
        migrations.AddConstraint(
            model_name='stakeholder',
            constraint=models.CheckConstraint(condition=models.Q(('influence__in', [1, 2, 3])), name='stakeholder_influence_known'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('next_on', None), models.Q(('next_step', ''), _negated=True), _connector='OR'), name='relation_date_has_a_step'),
        ),
    ]
